import 'server-only'
import { crc32, inflateSync } from 'node:zlib'
import { AppError } from '@/lib/errors'
import {
  checkHeader,
  corrupt,
  createMetadataMeter,
  type Header,
  MAX_METADATA_BYTES,
  type Part,
} from './header'

const SIGNATURE_BYTES = 8
/** Length, type and checksum around each payload. */
const FRAME_BYTES = 12
const PIXEL_CHUNKS = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'fcTL', 'fdAT'])

/**
 * The chunks of a PNG in order, up to and with IEND.
 * @throws AppError `corrupt_image` when the chain breaks.
 */
export function* walkPng(bytes: Uint8Array): Generator<Part> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let from = SIGNATURE_BYTES; ; ) {
    if (from + FRAME_BYTES > bytes.length) throw corrupt('the PNG ends without IEND')
    const to = from + FRAME_BYTES + view.getUint32(from)
    if (to > bytes.length) throw corrupt('a PNG chunk is longer than the file')
    const kind = String.fromCharCode(...bytes.subarray(from + 4, from + 8))
    yield { kind, from, start: from + 8, end: to - 4, to }
    if (kind === 'IEND') return
    from = to
  }
}

/** A chunk of a PNG: length, name, content, and the checksum of name and content. */
export function pngChunkOf(name: string, content: Uint8Array): Buffer {
  const chunk = Buffer.alloc(content.length + FRAME_BYTES)
  chunk.writeUInt32BE(content.length)
  chunk.write(name, 4, 'latin1')
  chunk.set(content, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, content.length + 8)), content.length + 8)
  return chunk
}

/**
 * Reads a PNG's header and its metadata's true size, without decoding a pixel: a few hundred kilobytes of compressed
 * text would otherwise cost the decoder hundreds of megabytes.
 * @throws AppError `corrupt_image`, `too_many_pixels`, `metadata_too_large`
 */
export function readPngHeader(bytes: Uint8Array): Header {
  const addMetadata = createMetadataMeter()
  let header: Header | undefined
  let animated = false
  for (const part of walkPng(bytes)) {
    if (!header) header = readIhdr(bytes, part)
    if (part.kind === 'acTL') animated = uint32(bytes, part.start) > 1
    if (!PIXEL_CHUNKS.has(part.kind)) addMetadata(inflatedBytes(bytes, part))
  }
  if (!header) throw corrupt('no IHDR')
  return { ...header, animated }
}

function readIhdr(bytes: Uint8Array, part: Part): Header {
  if (part.kind !== 'IHDR' || part.end - part.start !== 13) throw corrupt('no IHDR')
  const width = uint32(bytes, part.start)
  const height = uint32(bytes, part.start + 4)
  return checkHeader({ width, height, bitDepth: bytes[part.start + 8] ?? 0, animated: false })
}

function uint32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0)
}

/** Where the compressed stream begins, by the layout of each chunk; undefined when it is not compressed. */
const COMPRESSED_FROM: Record<string, (payload: Uint8Array) => number | undefined> = {
  iCCP: (payload) => payload.indexOf(0) + 2,
  zTXt: (payload) => payload.indexOf(0) + 2,
  iTXt: (payload) => (payload[payload.indexOf(0) + 1] === 1 ? internationalFrom(payload) : undefined),
}

/** Behind the keyword, two flags, the language and the keyword in that language. */
function internationalFrom(payload: Uint8Array): number {
  const afterLanguage = payload.indexOf(0, payload.indexOf(0) + 3) + 1
  return payload.indexOf(0, afterLanguage) + 1
}

/** What a text chunk says, unpacked; undefined when it is broken or takes more than metadata may. */
export function readPngText(bytes: Uint8Array, part: Part): Uint8Array | undefined {
  const payload = bytes.subarray(part.start, part.end)
  const from = COMPRESSED_FROM[part.kind]?.(payload)
  if (from === undefined)
    return payload.subarray(part.kind === 'iTXt' ? internationalFrom(payload) : payload.indexOf(0) + 1)
  try {
    return inflateSync(payload.subarray(from), { maxOutputLength: MAX_METADATA_BYTES })
  } catch {
    return undefined
  }
}

/** How many bytes a metadata chunk takes once it is unpacked. */
function inflatedBytes(bytes: Uint8Array, part: Part): number {
  const payload = bytes.subarray(part.start, part.end)
  const from = COMPRESSED_FROM[part.kind]?.(payload)
  if (from === undefined) return payload.length
  try {
    return inflateSync(payload.subarray(from), { maxOutputLength: MAX_METADATA_BYTES }).length
  } catch (error) {
    // Broken metadata is the decoder's to judge (it usually only warns); a bomb is judged here.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') return payload.length
    throw new AppError('metadata_too_large', undefined, { cause: error })
  }
}
