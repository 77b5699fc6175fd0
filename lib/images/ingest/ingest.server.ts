import 'server-only'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import type { RenditionStore } from '@/lib/images/copies/rendition-store.server'
import type { Decoder } from '@/lib/images/decoder/decoder'
import { cleanName } from '@/lib/images/name'
import { type ImageRecord, imageKey } from '@/lib/images/record'
import type { Storage } from '@/lib/storage/contract'
import { checkFreeSpace } from '@/lib/storage/space.server'
import { receiveFile } from './received-file.server'
import { openWorkFolder } from './work-folder.server'

/** An image that was taken in. `isKnown`: the same bytes were here already. `name` is the cleaned file name. */
export type IngestedImage = {
  image: ImageRecord
  name: string
  isKnown: boolean
  /** Settles when the small copies are stored, or could not be (then they are made when asked for). Never rejects. */
  renditions: Promise<void>
}

export type IncomingFile = {
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  name: string
  /** Content-Length, when the sender stated one. */
  expectedBytes?: number
}

/**
 * Takes files in: whole, judged by a full decode, stored exactly as they came, then recorded. Nothing is stored of
 * what is refused.
 * @throws AppError `bad_filename`, `empty_file`, `too_large`, `upload_incomplete`, `unsupported_format`,
 * `corrupt_image`, `too_many_pixels`, `metadata_too_large`, `storage_full`
 * Bytes in memory, such as a model's result, are given as `body: [bytes]`.
 */
export type Ingest = (signal: AbortSignal, file: IncomingFile) => Promise<IngestedImage>

/**
 * @param saveImage must succeed when the row is there already: two may bring the same bytes at once
 * @param logFailure is told why small copies could not be made
 * @param freeSpaceFloorBytes below this much free space in `tempDir` nothing is taken
 */
export function createIngest(parts: {
  storage: Storage
  decoder: Decoder
  renditions: Pick<RenditionStore, 'makeFrom'>
  findImage: (signal: AbortSignal, id: string) => Promise<ImageRecord | undefined>
  saveImage: (signal: AbortSignal, image: ImageRecord) => Promise<void>
  logFailure: (error: unknown) => void
  tempDir: string
  freeSpaceFloorBytes?: number
}): Ingest {
  const { storage, decoder, renditions, findImage, saveImage, logFailure, tempDir } = parts

  /** Known means row and bytes: when bytes were lost, sending the file again heals the image. */
  async function findKnown(signal: AbortSignal, id: string): Promise<ImageRecord | undefined> {
    const image = await findImage(signal, id)
    return image && (await storage.exists(signal, imageKey(id))) ? image : undefined
  }

  async function storeNew(signal: AbortSignal, file: string, image: ImageRecord): Promise<void> {
    const storedBytes = await storage.put(signal, imageKey(image.id), { file })
    if (storedBytes !== image.bytes) throw new AppError('internal')
    await saveImage(signal, image)
    // A sweep may have been about to remove the same bytes: saving waited for it, and they are gone now.
    if (!(await storage.exists(signal, imageKey(image.id))))
      await storage.put(signal, imageKey(image.id), { file })
  }

  return async (signal, { body, expectedBytes, name }) => {
    const cleaned = cleanName(name)
    const folder = await openWorkFolder(tempDir)
    const file = path.join(folder.path, 'image')
    let made = Promise.resolve()
    const cleanUp = () => made.finally(folder.remove)
    try {
      await checkFreeSpace(folder.path, parts.freeSpaceFloorBytes)
      const received = await receiveFile(signal, file, body, expectedBytes)
      const known = await findKnown(signal, received.id)
      if (known) return { image: known, name: cleaned, isKnown: true, renditions: cleanUp() }
      const image = { ...(await decoder.inspect(signal, file)), ...received }
      // A picture it is: the small copies need not wait for the disk.
      made = renditions.makeFrom(image.id, file).catch(logFailure)
      await storeNew(signal, file, image)
      return { image, name: cleaned, isKnown: false, renditions: cleanUp() }
    } catch (error) {
      await cleanUp()
      throw error
    }
  }
}
