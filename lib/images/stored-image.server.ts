import 'server-only'
import { createHash } from 'node:crypto'
import { AppError } from '@/lib/errors'
import type { Storage } from '@/lib/storage/contract'
import { readStored } from '@/lib/storage/read.server'
import { imageKey } from './record'

/**
 * The whole of a stored image, held against its id: nothing is to be bought for, made of, or proved against a picture
 * that a disk has changed.
 * @throws AppError `not_found`, `picture_missing` when its bytes are damaged
 */
export async function readImage(signal: AbortSignal, storage: Storage, imageId: string): Promise<Uint8Array> {
  const bytes = await readStored(signal, storage, imageKey(imageId))
  if (createHash('sha256').update(bytes).digest('hex') !== imageId) throw new AppError('picture_missing')
  return bytes
}
