import 'server-only'
import { pipeline, type Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { AppError } from '@/lib/errors'

const DECODERS = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
])

/**
 * The bytes of a body, unpacked, at most `maxBytes` of them: a small answer may unpack to gigabytes.
 * @throws AppError `too_large`, `url_unreachable` for a packing that we do not know
 */
export async function* decodedBody(
  body: Readable,
  headers: Headers,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  const packing = headers.get('content-encoding')
  const unpacked = unpack(body, packing)
  if (!unpacked) throw new AppError('url_unreachable', undefined, { cause: packing })
  if (unpacked === body && Number(headers.get('content-length') ?? 0) > maxBytes)
    throw tooLarge(body, maxBytes)
  let received = 0
  for await (const chunk of unpacked) {
    received += chunk.length
    if (received > maxBytes) throw tooLarge(body, maxBytes)
    yield chunk
  }
}

/**
 * A body without its packing, which is the body itself where there is none; undefined for one that we do not know.
 * @param packing as `Content-Encoding` says it
 */
export function unpack(body: Readable, packing: string | null | undefined): Readable | undefined {
  const name = packing?.trim().toLowerCase() || 'identity'
  if (name === 'identity') return body
  const decoder = DECODERS.get(name)?.()
  // Failures reach the reader through the decoder itself.
  return decoder && pipeline(body, decoder, () => undefined)
}

function tooLarge(body: Readable, maxBytes: number): AppError {
  body.destroy()
  return new AppError('too_large', `What is at this address is larger than ${Math.round(maxBytes / 1e6)} MB.`)
}
