import 'server-only'

/** A body as pieces: base64 is made while it is sent, so that no picture is held twice. */
export type RequestBody = {
  contentType: string
  parts: (string | { bytes: Uint8Array; as: 'base64' | 'raw' })[]
}

/** Divisible by 3, so that each piece is whole base64. */
const PIECE_BYTES = 3 * 32_768

export function bodyLength(body: RequestBody): number {
  return body.parts.reduce((sum, part) => sum + partLength(part), 0)
}

function partLength(part: RequestBody['parts'][number]): number {
  if (typeof part === 'string') return Buffer.byteLength(part)
  return part.as === 'raw' ? part.bytes.length : 4 * Math.ceil(part.bytes.length / 3)
}

/** The bytes of a body in order, in pieces of at most 128 KB or one string. */
export function* bodyPieces(body: RequestBody): Generator<Buffer> {
  for (const part of body.parts) {
    if (typeof part === 'string') {
      yield Buffer.from(part)
      continue
    }
    const bytes = Buffer.from(part.bytes.buffer, part.bytes.byteOffset, part.bytes.byteLength)
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      const piece = bytes.subarray(at, at + PIECE_BYTES)
      yield part.as === 'raw' ? piece : Buffer.from(piece.toString('base64'), 'latin1')
    }
  }
}
