import 'server-only'
import { createHash, type Hash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AppError, isAppError } from '@/lib/errors'
import type { Decoder, ExportOptions } from '@/lib/images/decoder/decoder'
import { withWorkFolder } from '@/lib/images/ingest/work-folder.server'
import { imageKey, type RenditionKind, renditionKey, renditionKindSchema } from '@/lib/images/record'
import type { Storage } from '@/lib/storage/contract'
import { readStored } from '@/lib/storage/read.server'

const KINDS = renditionKindSchema.options

/** Copies of stored images: the small ones are kept, the full-size ones are made for each download. */
export type RenditionStore = {
  /** Makes and keeps both small copies from a file that is at hand. */
  makeFrom(imageId: string, file: string): Promise<void>
  /** The bytes of a small copy, made now when it is missing. @throws AppError `not_found` when the image is gone, `picture_missing` when it is damaged */
  renditionOf(signal: AbortSignal, imageId: string, kind: RenditionKind): Promise<Uint8Array>
  /** A full-size copy for a download. @throws AppError as `renditionOf` and `makeExport` */
  exportOf(signal: AbortSignal, imageId: string, options: ExportOptions): Promise<Buffer>
}

export function createRenditionStore(parts: {
  storage: Storage
  decoder: Decoder
  tempDir: string
}): RenditionStore {
  const { storage, decoder, tempDir } = parts
  const making = new Map<string, Promise<void>>()

  /** Once for all who ask at the same time. One of them leaving must not fail the others, so no signal of theirs. */
  function once(imageId: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const underWay = making.get(imageId)
    if (underWay) return underWay
    const made = work(new AbortController().signal).finally(() => making.delete(imageId))
    making.set(imageId, made)
    return made
  }

  async function store(signal: AbortSignal, imageId: string, file: string): Promise<void> {
    await withWorkFolder(tempDir, async (folder) => {
      const fileOf = (kind: RenditionKind) => path.join(folder, `${kind}.webp`)
      await decoder.renditions(signal, {
        path: file,
        thumbPath: fileOf('thumb'),
        previewPath: fileOf('preview'),
      })
      const keep = (kind: RenditionKind) =>
        storage.put(signal, renditionKey(imageId, kind), { file: fileOf(kind) })
      await Promise.all(KINDS.map(keep))
    })
  }

  const make = (imageId: string) =>
    once(imageId, (own) => withStoredFile(own, parts, imageId, (file) => store(own, imageId, file)))

  return {
    makeFrom: (imageId, file) => once(imageId, (own) => store(own, imageId, file)),
    async renditionOf(signal, imageId, kind) {
      const read = () => readStored(signal, storage, renditionKey(imageId, kind))
      return read().catch(async (error) => {
        if (!isAppError(error) || error.code !== 'not_found') throw error
        await make(imageId)
        return read()
      })
    },
    exportOf(signal, imageId, options) {
      return withStoredFile(signal, parts, imageId, async (file, folder) => {
        const outPath = path.join(folder, 'export')
        await decoder.exportImage(signal, { path: file, outPath }, options)
        return readFile(outPath)
      })
    },
  }
}

const hashed = (hash: Hash) =>
  async function* (body: AsyncIterable<Uint8Array>) {
    for await (const chunk of body) {
      hash.update(chunk)
      yield chunk
    }
  }

/** Brings the stored bytes of an image into a file, since decoders read files and storages give streams. */
function withStoredFile<Result>(
  signal: AbortSignal,
  { storage, tempDir }: { storage: Storage; tempDir: string },
  imageId: string,
  work: (file: string, folder: string) => Promise<Result>,
): Promise<Result> {
  return withWorkFolder(tempDir, async (folder) => {
    const file = path.join(folder, 'image')
    const { body } = await storage.get(signal, imageKey(imageId))
    const hash = createHash('sha256')
    await pipeline(body, hashed(hash), createWriteStream(file), { signal })
    // Decoders forgive much: what a disk has changed would go out as if it were the picture.
    if (hash.digest('hex') !== imageId) throw new AppError('picture_missing')
    return work(file, folder)
  })
}
