import 'server-only'
import type { ImageRecords, SeenImage } from '@/lib/images/image-records.server'
import { type ImageRecord, imageKey } from '@/lib/images/record'
import type { Storage } from '@/lib/storage/contract'

/**
 * The record of an image whose bytes are here and sound; it counts as seen, so that no sweep takes it for a day.
 * Undefined for what has to be sent again.
 */
export async function findSound(
  signal: AbortSignal,
  { images, storage }: { images: ImageRecords; storage: Storage },
  id: string,
): Promise<ImageRecord | undefined> {
  const image = await images.see(id)
  if (!image || image.isDamaged) return undefined
  return (await storage.exists(signal, imageKey(id))) ? image.record : undefined
}

/** One question to the database, and as many to the storage at a time. */
const ASKED_AT_ONCE = 16

/** Those of many images that `findSound` would find. */
export async function findSoundOnes(
  signal: AbortSignal,
  { images, storage }: { images: Pick<ImageRecords, 'seeMany'>; storage: Pick<Storage, 'exists'> },
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  const look = async ({ record: { id }, isDamaged }: SeenImage) => {
    if (!isDamaged && (await storage.exists(signal, imageKey(id)))) found.add(id)
  }
  for (let at = 0; at < ids.length; at += ASKED_AT_ONCE)
    await Promise.all((await images.seeMany(ids.slice(at, at + ASKED_AT_ONCE))).map(look))
  return found
}

/** As `findSound`, for when the right bytes are at hand: damaged ones make room for them. */
export async function findOrMakeRoom(
  signal: AbortSignal,
  parts: { images: Pick<ImageRecords, 'see'>; storage: Storage },
  id: string,
): Promise<ImageRecord | undefined> {
  const image = await parts.images.see(id)
  if (image?.isDamaged) await parts.storage.remove(signal, imageKey(id))
  return image && !image.isDamaged ? image.record : undefined
}
