import type { Box, Size } from '@/lib/images/raster'

/** The detector's boxes are often a little tight. */
const BOX_MARGIN = 0.08

/** A box with air around it, inside the picture. */
export function padBox(box: Box, { width, height }: Size, margin = BOX_MARGIN): Box {
  const x = Math.max(0, box.x - box.width * margin)
  const y = Math.max(0, box.y - box.height * margin)
  return {
    x,
    y,
    width: Math.min(width - x, box.width * (1 + 2 * margin)),
    height: Math.min(height - y, box.height * (1 + 2 * margin)),
  }
}

const overlapArea = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y))

/** Share of the first box that lies in the second, 0–1. */
export const shareOfBox = (inner: Box, outer: Box): number =>
  overlapArea(inner, outer) / (inner.width * inner.height)

/** True when one box lies mostly inside the other: the detector saw the same thing twice. */
export const isSameThing = (a: Box, b: Box): boolean => Math.max(shareOfBox(a, b), shareOfBox(b, a)) > 0.6

/** True for a pixel, given by its index, that lies in a box; `stride` = the width of the picture. */
export function isInside({ x, y, width, height }: Box, index: number, stride: number): boolean {
  const column = index % stride
  const row = Math.floor(index / stride)
  return column >= x && column < x + width && row >= y && row < y + height
}
