import 'server-only'
import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'

/** A trip through the threads for each chunk of the network would take longer than the writing. */
export const PIECE_BYTES = 1_000_000

/** What one call of the system writes (IOV_MAX); a sender of single bytes would else have a million of them held. */
const MAX_CHUNKS = 1024

/** The chunks of a body, several at a time: `PIECE_BYTES` or a little more together, but for the last and for tiny ones. */
export async function* inPieces(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array[]> {
  let [chunks, sizeBytes]: [Uint8Array[], number] = [[], 0]
  for await (const chunk of body) {
    chunks.push(chunk)
    sizeBytes += chunk.byteLength
    if (sizeBytes < PIECE_BYTES && chunks.length < MAX_CHUNKS) continue
    yield chunks
    ;[chunks, sizeBytes] = [[], 0]
  }
  if (chunks.length > 0) yield chunks
}

/** Writes chunks one behind the other, where the file stands. */
export async function writeAll(handle: FileHandle, chunks: Uint8Array[]): Promise<void> {
  const sizeBytes = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0)
  const { bytesWritten } = await handle.writev(chunks)
  // It may take less than it was given, for instance just before the disk is full: the rest goes once more.
  if (bytesWritten < sizeBytes) await handle.writeFile(Buffer.concat(chunks).subarray(bytesWritten))
}

/** A file from its beginning to its end, opened when it is read. */
export async function* readInPieces(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file, { highWaterMark: PIECE_BYTES })
}
