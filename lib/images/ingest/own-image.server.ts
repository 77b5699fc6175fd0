import 'server-only'
import { createHash } from 'node:crypto'
import { makeRenditions } from '@/lib/images/copies/renditions.server'
import type { ImageRecords } from '@/lib/images/image-records.server'
import {
  type ImageRecord,
  imageKey,
  type RenditionKind,
  type Renditions,
  renditionKey,
  renditionKindSchema,
} from '@/lib/images/record'
import type { Storage } from '@/lib/storage/contract'
import { readFacts } from './inspect.server'
import { findOrMakeRoom } from './known-image.server'

/** A file that this product wrote, and its small copies when they were made from the same pixels. */
export type OwnPicture = { bytes: Uint8Array; renditions?: Renditions | undefined }

/**
 * Takes in a picture that was made here. Its bytes are not foreign, so they are not judged; what the screen shows first
 * is stored with them.
 * @throws AppError `storage_full`
 */
export type TakeOwn = (signal: AbortSignal, own: OwnPicture) => Promise<ImageRecord>

type OwnImageParts = { storage: Storage; images: Pick<ImageRecords, 'see' | 'save'> }

export function createTakeOwn({ storage, images }: OwnImageParts): TakeOwn {
  return async (signal, { bytes, renditions }) => {
    const id = createHash('sha256').update(bytes).digest('hex')
    const known = await findOrMakeRoom(signal, { images, storage }, id)
    if (known && (await storage.exists(signal, imageKey(id)))) return known
    const [facts] = await Promise.all([
      readFacts(bytes),
      storage.put(signal, imageKey(id), [bytes]),
      keepRenditions(signal, storage, id, renditions ?? makeRenditions(bytes)),
    ])
    const image = { ...facts, id, bytes: bytes.length }
    await images.save(image)
    // A sweep may have been about to remove the same bytes: saving waited for it, and they are gone now.
    if (!(await storage.exists(signal, imageKey(id)))) await storage.put(signal, imageKey(id), [bytes])
    return image
  }
}

async function keepRenditions(
  signal: AbortSignal,
  storage: Storage,
  id: string,
  made: Renditions | Promise<Renditions>,
): Promise<void> {
  const renditions = await made
  const keep = (kind: RenditionKind) => storage.put(signal, renditionKey(id, kind), [renditions[kind]])
  await Promise.all(renditionKindSchema.options.map(keep))
}
