import type { Size } from '@/lib/images/raster'
import type { MaskDocument } from '@/lib/studio/masks/mask-document'
import type { MaskGround } from '@/lib/studio/masks/mask-raster'

/** What is needed to draw a mask as a file. */
export type MaskWork = { document: MaskDocument; ground: MaskGround; size: Size }

/** A longer mask would not be taken as an image everywhere; the server enlarges it smoothly. */
const LONGEST_PX = 8192

/** The size in which a mask is drawn: the original’s, made smaller where its long side is longer than `longestPx`. */
export function sizeOfMask({ width, height }: Size, longestPx = LONGEST_PX): Size {
  const scale = Math.min(1, longestPx / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
