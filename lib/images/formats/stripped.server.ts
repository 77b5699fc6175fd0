import 'server-only'
import type { ImageFormat } from '@/lib/images/record'
import { isMetadataSegment, walkJpeg } from './jpeg-segments'
import { walkPng } from './png-chunks.server'
import { walkWebp } from './webp-chunks'
import { riffOf } from './webp-file.server'

/** What a decoder needs to show the first frame in the right colours; all else tells stories. */
const PNG_KEPT = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'cICP',
  'sBIT',
])
const WEBP_KEPT = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ICCP'])
/** JFIF, the ICC profile and Adobe's colour transform. */
const JPEG_KEPT = [
  { kind: 'e0', label: 'JFIF' },
  { kind: 'e2', label: 'ICC_PROFILE' },
  { kind: 'ee', label: 'Adobe' },
]
const WEBP_FLAGS_KEPT = 0b0011_0000

/**
 * The same coded pixels without metadata: nothing is decoded, so nothing is lost. For a file whose container was
 * checked, stored upright and not animated WebP.
 */
export function stripMetadata(bytes: Uint8Array, format: ImageFormat): Buffer {
  return STRIPPERS[format](bytes)
}

const STRIPPERS: Record<ImageFormat, (bytes: Uint8Array) => Buffer> = {
  png(bytes) {
    const kept = [...walkPng(bytes)].filter((part) => PNG_KEPT.has(part.kind))
    return Buffer.concat([bytes.subarray(0, 8), ...kept.map((part) => bytes.subarray(part.from, part.to))])
  },
  jpeg(bytes) {
    const kept = [...walkJpeg(bytes)].filter(({ kind, start, end }) =>
      isKeptSegment(kind, bytes.subarray(start, end)),
    )
    const parts = kept.map((part) => bytes.subarray(part.from, part.to))
    return Buffer.concat([Buffer.from([0xff, 0xd8]), ...parts, Buffer.from([0xff, 0xd9])])
  },
  webp(bytes) {
    const kept = [...walkWebp(bytes)].filter((part) => WEBP_KEPT.has(part.kind))
    return riffOf(kept.map((part) => withoutFlags(part.kind, bytes.subarray(part.from, part.to))))
  },
}

function isKeptSegment(kind: string, payload: Uint8Array): boolean {
  if (!isMetadataSegment(kind)) return true
  const label = String.fromCharCode(...payload.subarray(0, 12))
  return JPEG_KEPT.some((kept) => kept.kind === kind && label.startsWith(kept.label))
}

/** VP8X announces EXIF and XMP; what is gone must not be announced. */
function withoutFlags(kind: string, chunk: Uint8Array): Uint8Array {
  if (kind !== 'VP8X') return chunk
  const copy = Uint8Array.from(chunk)
  copy[8] = (copy[8] ?? 0) & WEBP_FLAGS_KEPT
  return copy
}
