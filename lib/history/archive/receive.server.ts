import 'server-only'
import { open } from 'node:fs/promises'
import { AppError } from '@/lib/errors'
import { toStorageError } from '@/lib/storage/failure.server'
import { inPieces, writeAll } from '@/lib/storage/large-pieces.server'
import { checkFreeSpace, FREE_SPACE_FLOOR_BYTES } from '@/lib/storage/space.server'

/** More than the longest history that is taken can weigh in practice. */
const MAX_ARCHIVE_BYTES = 200_000_000_000
const LOOK_EVERY_BYTES = 256_000_000

export type ReceiveOptions = {
  /** Content-Length, when the sender stated one. */
  expectedBytes?: number | undefined
  freeSpaceFloorBytes?: number | undefined
}

/**
 * Writes the body of an import into a file, as long as there is room for it and for its pictures.
 * @returns its bytes
 * @throws AppError `upload_incomplete`, `archive_too_large`, `storage_full`
 */
export async function receiveArchive(
  signal: AbortSignal,
  file: string,
  body: AsyncIterable<Uint8Array>,
  { expectedBytes = 0, freeSpaceFloorBytes = FREE_SPACE_FLOOR_BYTES }: ReceiveOptions,
): Promise<number> {
  const handle = await open(file, 'wx', 0o600)
  try {
    if (expectedBytes > MAX_ARCHIVE_BYTES) throw new AppError('archive_too_large')
    await checkFreeSpace(file, freeSpaceFloorBytes + 2 * expectedBytes)
    let [sizeBytes, lookAt] = [0, LOOK_EVERY_BYTES]
    for await (const chunks of inPieces(body)) {
      signal.throwIfAborted()
      for (const chunk of chunks) sizeBytes += chunk.byteLength
      if (sizeBytes > MAX_ARCHIVE_BYTES) throw new AppError('archive_too_large')
      await writeAll(handle, chunks)
      if (sizeBytes < lookAt) continue
      lookAt += LOOK_EVERY_BYTES
      await checkFreeSpace(file, freeSpaceFloorBytes)
    }
    if (expectedBytes > 0 && sizeBytes !== expectedBytes) throw new AppError('upload_incomplete')
    return sizeBytes
  } catch (error) {
    throw toStorageError(error)
  } finally {
    await handle.close()
  }
}
