import { pixelsOf } from '@/lib/images/pixels/packed'
import type { Mask, RgbaRaster } from '@/lib/images/raster'
import { eachBand } from './bands'

/**
 * Lays one raster over another of the same size through a mask. Where the mask is empty the result is exactly the
 * first; colours are mixed by their coverage, so that what is see-through lends none.
 * @param above must be the caller's own: the result is written into it, which spares a copy of a large picture
 */
export async function composeThrough(
  signal: AbortSignal,
  below: RgbaRaster,
  above: RgbaRaster,
  mask: Mask,
): Promise<RgbaRaster> {
  const { width } = below
  const from32 = pixelsOf(below)
  const to32 = pixelsOf(above)
  await eachBand(signal, below, (from, to) => {
    for (let index = from * width; index < to * width; index++) {
      const share = mask.data[index]!
      if (share === 0) to32[index] = from32[index]!
      else if (share < 255) mixPixel(below.data, above.data, index * 4, share / 255)
    }
  })
  return above
}

function mixPixel(below: Uint8Array, above: Uint8Array, at: number, share: number): void {
  const own = (below[at + 3]! / 255) * (1 - share)
  const other = (above[at + 3]! / 255) * share
  const alpha = own + other
  if (alpha > 0)
    for (let channel = at; channel < at + 3; channel++)
      above[channel] = Math.round((below[channel]! * own + above[channel]! * other) / alpha)
  above[at + 3] = Math.round(alpha * 255)
}
