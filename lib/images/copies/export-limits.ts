import { AppError } from '@/lib/errors'
import type { ImageFormat } from '@/lib/images/record'

/** The longest side that WebP can hold (RFC 9649, 2.7.1.2: 14 bits). */
export const WEBP_MAX_SIDE_PX = 16_383
/** JPEG writes sides in 16 bits. */
export const JPEG_MAX_SIDE_PX = 65_535

/** Of a JPEG or WebP: near to what cannot be told apart by eye. */
export const DEFAULT_QUALITY = 95

const MAX_SIDE_PX: Record<ImageFormat, number> = {
  png: Number.POSITIVE_INFINITY,
  jpeg: JPEG_MAX_SIDE_PX,
  webp: WEBP_MAX_SIDE_PX,
}

/** @throws AppError `setting_out_of_range` when a format cannot hold so long a side */
export function checkSides({ width, height }: { width: number; height: number }, format: ImageFormat): void {
  const maxPx = MAX_SIDE_PX[format]
  if (Math.max(width, height) <= maxPx) return
  const names = { png: 'PNG', jpeg: 'JPEG', webp: 'WebP' }
  throw new AppError(
    'setting_out_of_range',
    `${names[format]} holds at most ${maxPx} pixels a side. Choose another format.`,
  )
}
