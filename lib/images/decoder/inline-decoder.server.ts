import 'server-only'
import { readFile, writeFile } from 'node:fs/promises'
import { makeExport } from '@/lib/images/copies/export.server'
import { decodeForScreen, encodeRenditions, makeRenditions } from '@/lib/images/copies/renditions.server'
import { inspectImage, readFacts } from '@/lib/images/ingest/inspect.server'
import { findPixels, keepPixels } from '@/lib/images/pixels/kept-pixels.server'
import type { Raster, Size } from '@/lib/images/raster'
import type { Decoder } from './decoder'

/** The decoder in this very process: what runs inside the decoder's child. */
export function createInlineDecoder(): Decoder {
  /** What was decoded to judge a file: its small copies are asked for next, perhaps of another child. */
  let judged: { path: string; pixels: Raster } | undefined

  async function judge(path: string, bytes: Uint8Array) {
    const facts = await readFacts(bytes)
    const pixels = await decodeForScreen(bytes).catch(() => undefined)
    // What cannot be brought to the screen may still be whole.
    if (!pixels) return inspectImage(bytes)
    judged = { path, pixels }
    // Whole, it takes long to decode: another child may be asked for the copies while this one judges the next. Where
    // there is no room for them it is decoded again.
    if (isShrunk(pixels, facts)) await keepPixels(path, pixels).catch(() => {})
    return facts
  }

  return {
    async warmUp() {},
    async inspect(signal, path) {
      judged = undefined
      return judge(path, await readFile(path, { signal }))
    },
    async renditions(signal, { path, thumbPath, previewPath }) {
      const pixels = judged?.path === path ? judged.pixels : await findPixels(path)
      judged = undefined
      const { thumb, preview } = await (pixels
        ? encodeRenditions(pixels)
        : makeRenditions(await readFile(path, { signal })))
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

const isShrunk = (pixels: Size, whole: Size) => pixels.width * pixels.height < whole.width * whole.height
