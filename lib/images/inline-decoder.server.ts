import 'server-only'
import { readFile, writeFile } from 'node:fs/promises'
import type { Decoder } from './decoder'
import { makeExport } from './export.server'
import { inspectImage } from './inspect.server'
import { makeRenditions } from './renditions.server'

/** The decoder in this very process: what runs inside the decoder's child. */
export function createInlineDecoder(): Decoder {
  return {
    async warmUp() {},
    async inspect(signal, path) {
      return inspectImage(await readFile(path, { signal }))
    },
    async renditions(signal, { path, thumbPath, previewPath }) {
      const { thumb, preview } = await makeRenditions(await readFile(path, { signal }))
      await Promise.all([
        writeFile(thumbPath, thumb, { signal }),
        writeFile(previewPath, preview, { signal }),
      ])
    },
    async exportImage(signal, { path, outPath }, options) {
      await writeFile(outPath, await makeExport(await readFile(path, { signal }), options), { signal })
    },
    async close() {},
  }
}
