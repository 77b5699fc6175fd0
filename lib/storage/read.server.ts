import 'server-only'
import type { Storage } from './contract'

/** The whole of what is stored under a key, in memory of its own. @throws AppError `not_found` */
export async function readStored(signal: AbortSignal, storage: Storage, key: string): Promise<Uint8Array> {
  const { body } = await storage.get(signal, key)
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  const [only] = pieces
  // Small copies come in one piece, which need not be copied unless it shares its memory with others.
  if (only && pieces.length === 1 && only.byteLength === only.buffer.byteLength) return only
  return joined(pieces)
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
