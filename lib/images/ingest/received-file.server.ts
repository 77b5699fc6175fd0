import 'server-only'
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { AppError } from '@/lib/errors'
import { checkSize, MAX_UPLOAD_BYTES } from '@/lib/images/limits'
import { toStorageError } from '@/lib/storage/failure.server'
import { inPieces, writeAll } from '@/lib/storage/large-pieces.server'

export type ReceivedFile = { id: string; bytes: number }

/**
 * Writes a body into a file while hashing it, and ends as soon as it is too long.
 * @param expectedBytes Content-Length; what arrives must be exactly that, since proxies are known to cut long bodies
 * without a word
 * @throws AppError `empty_file`, `too_large`, `upload_incomplete`, `storage_full`
 */
export async function receiveFile(
  signal: AbortSignal,
  file: string,
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  expectedBytes?: number,
): Promise<ReceivedFile> {
  if (expectedBytes !== undefined) refuseSize(expectedBytes)
  try {
    const received = await writeHashed(signal, file, body)
    if (expectedBytes !== undefined && received.bytes !== expectedBytes)
      throw new AppError('upload_incomplete')
    refuseSize(received.bytes)
    return received
  } catch (error) {
    throw toStorageError(error)
  }
}

function refuseSize(sizeBytes: number): void {
  const refusal = checkSize(sizeBytes)
  if (refusal) throw new AppError(refusal)
}

async function writeHashed(
  signal: AbortSignal,
  file: string,
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<ReceivedFile> {
  const hash = createHash('sha256')
  const handle = await open(file, 'wx', 0o600)
  try {
    let bytes = 0
    for await (const chunks of inPieces(body)) {
      signal.throwIfAborted()
      for (const chunk of chunks) {
        bytes += chunk.byteLength
        hash.update(chunk)
      }
      if (bytes >= MAX_UPLOAD_BYTES) throw new AppError('too_large')
      await writeAll(handle, chunks)
    }
    return { id: hash.digest('hex'), bytes }
  } finally {
    await handle.close()
  }
}
