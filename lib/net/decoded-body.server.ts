import 'server-only'
import { pipeline, type Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { AppError } from '@/lib/errors'

const DECODERS: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/**
 * The bytes of a body, unpacked, at most `maxBytes` of them: a small answer may unpack to gigabytes.
 * @throws AppError `too_large`, `url_unreachable` for a packing that we do not know
 */
export async function* decodedBody(
  body: Readable,
  headers: Headers,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity'
  const isPlain = encoding === 'identity' || encoding === ''
  if (isPlain && Number(headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(body, maxBytes)
  let received = 0
  for await (const chunk of isPlain ? body : unpacked(body, encoding)) {
    received += chunk.length
    if (received > maxBytes) throw tooLarge(body, maxBytes)
    yield chunk
  }
}

function unpacked(body: Readable, encoding: string): Readable {
  const decoder = DECODERS[encoding]?.()
  if (!decoder) throw new AppError('url_unreachable', undefined, { cause: encoding })
  // Failures reach the reader through the decoder itself.
  return pipeline(body, decoder, () => undefined)
}

function tooLarge(body: Readable, maxBytes: number): AppError {
  body.destroy()
  return new AppError('too_large', `What is at this address is larger than ${Math.round(maxBytes / 1e6)} MB.`)
}
