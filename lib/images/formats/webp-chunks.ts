import { checkHeader, corrupt, createMetadataMeter, type Header, type Part } from './header'

/** "RIFF", the size, "WEBP". */
const RIFF_BYTES = 12
const CHUNK_BYTES = 8
const PIXEL_CHUNKS = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF'])

/**
 * The chunks of a WebP in order.
 * @throws AppError `corrupt_image` when the sizes do not fit the file.
 */
export function* walkWebp(bytes: Uint8Array): Generator<Part> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = bytes.length < RIFF_BYTES ? 0 : CHUNK_BYTES + view.getUint32(4, true)
  if (size < RIFF_BYTES || size > bytes.length) throw corrupt('the RIFF size does not fit the file')
  for (let from = RIFF_BYTES; from + CHUNK_BYTES <= size; ) {
    const end = from + CHUNK_BYTES + view.getUint32(from + 4, true)
    if (end > size) throw corrupt('a WebP chunk is longer than the file')
    const kind = String.fromCharCode(...bytes.subarray(from, from + 4))
    const to = Math.min(size, end + (end % 2))
    yield { kind, from, start: from + CHUNK_BYTES, end, to }
    from = to
  }
}

/**
 * Reads sizes from every chunk that states one: 38 bytes can claim 268 megapixels, and canvas and frame may differ.
 * @throws AppError `corrupt_image`, `too_many_pixels`, `metadata_too_large`
 */
export function readWebpHeader(bytes: Uint8Array): Header {
  const addMetadata = createMetadataMeter()
  let header: Header | undefined
  let frames = 0
  for (const part of walkWebp(bytes)) {
    const size = SIZE_READERS[part.kind]?.(bytes.subarray(part.start, part.end))
    if (size) header ??= checkHeader({ ...size, bitDepth: 8, animated: false })
    if (size) checkHeader({ ...size, bitDepth: 8, animated: false })
    if (part.kind === 'ANMF') frames += 1
    if (!PIXEL_CHUNKS.has(part.kind)) addMetadata(part.end - part.start)
  }
  if (!header) throw corrupt('no frame')
  return { ...header, animated: frames > 1 }
}

const at = (payload: Uint8Array, index: number): number => payload[index] ?? 0

/** Layouts: RFC 9649 (VP8X, VP8L, ANMF) and RFC 6386, 9.1 (VP8). */
const SIZE_READERS: Record<string, (payload: Uint8Array) => { width: number; height: number }> = {
  VP8X: (payload) => ({ width: 1 + uint24(payload, 4), height: 1 + uint24(payload, 7) }),
  ANMF: (payload) => ({ width: 1 + uint24(payload, 6), height: 1 + uint24(payload, 9) }),
  'VP8 ': (payload) => ({ width: uint14(payload, 6), height: uint14(payload, 8) }),
  VP8L: (payload) => {
    const packed = at(payload, 1) | (at(payload, 2) << 8) | (at(payload, 3) << 16) | (at(payload, 4) << 24)
    return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >>> 14) & 0x3fff) }
  },
}

function uint24(payload: Uint8Array, from: number): number {
  return at(payload, from) | (at(payload, from + 1) << 8) | (at(payload, from + 2) << 16)
}

function uint14(payload: Uint8Array, from: number): number {
  return (at(payload, from) | (at(payload, from + 1) << 8)) & 0x3fff
}
