import type { Plane } from '@/lib/engine/pixels/gaussian'
import { createStretch } from '@/lib/engine/pixels/stretch'
import type { Mask, RgbaRaster } from '@/lib/images/raster'
import { boxMean, grow, mapPlane } from './plane'

/** Values nearer to nothing or to all than this are just that: outside stays exactly as it was. */
const LEAST = 0.04
/** Luma variance under which an area counts as flat. */
const FLAT = 1e-4

const multiply = (a: Plane, b: Plane): Plane => mapPlane(a, (value, i) => value * b.data[i]!)

/** Of each window: the line from luma to mask that fits best. */
function fitLines(mask: Plane, guide: Plane, radius: number): { slope: Plane; offset: Plane } {
  const meanGuide = boxMean(guide, radius)
  const meanMask = boxMean(mask, radius)
  const meanBoth = boxMean(multiply(guide, mask), radius)
  const meanSquare = boxMean(multiply(guide, guide), radius)
  const slope = mapPlane(meanBoth, (both, i) => {
    const variance = meanSquare.data[i]! - meanGuide.data[i]! * meanGuide.data[i]!
    return (both - meanGuide.data[i]! * meanMask.data[i]!) / (variance + FLAT)
  })
  const offset = mapPlane(meanMask, (mean, i) => mean - slope.data[i]! * meanGuide.data[i]!)
  return { slope: boxMean(slope, radius), offset: boxMean(offset, radius) }
}

/**
 * Lays the edge of a mask onto the edges of the picture: the guided filter (He, Sun, Tang, 2013) in its fast form
 * (He, Sun, 2015), where the coefficients are found at the small size and used at the full one.
 * @param guide luma at the size of the mask
 * @param radius in pixels of the small size
 * @returns the mask at the size of the picture
 */
export function refineEdges(mask: Plane, guide: Plane, picture: RgbaRaster, radius: number): Mask {
  const { slope, offset } = fitLines(mask, guide, radius)
  // The filter may light up far textures of the same grey; nothing beyond its own reach belongs to the mask.
  const near = boxMean(grow(mask, Math.max(1, Math.round(radius / 2))), radius)
  const { width, height, data } = picture
  const draw = [slope, offset, near].map((plane) => createStretch(plane, picture))
  const rows = draw.map(() => new Float32Array(width)) as [Float32Array, Float32Array, Float32Array]
  const [slopes, offsets, reaches] = rows
  const out = new Uint8Array(width * height)
  for (let y = 0, index = 0; y < height; y++) {
    for (let i = 0; i < draw.length; i++) draw[i]!(y, rows[i]!)
    for (let x = 0; x < width; x++, index++) {
      const reach = reaches[x]!
      if (reach <= 0) continue
      const at = index * 4
      const luma = (data[at]! * 0.299 + data[at + 1]! * 0.587 + data[at + 2]! * 0.114) / 255
      const value = (slopes[x]! * luma + offsets[x]! - LEAST) / (1 - 2 * LEAST)
      out[index] = Math.round(255 * Math.min(1, Math.max(0, Math.min(value, reach * 2))))
    }
  }
  return { width, height, data: out }
}
