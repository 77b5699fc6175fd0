import type { ErrorCode } from '@/lib/errors'
import type { ImageFormat } from './record'

/** A file must be smaller than this many bytes; models' own limits are in their cards. */
export const MAX_UPLOAD_BYTES = 50_000_000
/** imgproxy allows 50 million by default; today's largest cameras make 100 million. */
export const MAX_PIXELS = 100_000_000
export const MAX_INPUTS = 16

export const MIME_TYPES = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
} as const satisfies Record<ImageFormat, string>

export const FILE_ENDINGS = {
  png: ['.png'],
  jpeg: ['.jpg', '.jpeg'],
  webp: ['.webp'],
} as const satisfies Record<ImageFormat, readonly string[]>

/** @returns why these many bytes cannot be an image here, or undefined when they can. */
export function checkSize(sizeBytes: number): ErrorCode | undefined {
  if (sizeBytes === 0) return 'empty_file'
  return sizeBytes < MAX_UPLOAD_BYTES ? undefined : 'too_large'
}

/** @returns why so many pixels are refused, or undefined. */
export function checkPixels(widthPx: number, heightPx: number): ErrorCode | undefined {
  return widthPx * heightPx <= MAX_PIXELS ? undefined : 'too_many_pixels'
}

/**
 * What the browser can tell before it sends a file. The type is what the system guesses from the name and may be
 * empty: then the server, which looks at the bytes, decides.
 */
export function checkFile(file: { name: string; size: number; type: string }): ErrorCode | undefined {
  const known = Object.values(MIME_TYPES).some((type) => type === file.type)
  if (file.type !== '' && !known) return 'unsupported_format'
  return checkSize(file.size)
}
