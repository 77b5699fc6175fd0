import type { Mask, RgbaRaster } from '@/lib/images/raster'
import { eachBand } from './bands'

/**
 * Lays one raster over another of the same size through a mask. Where the mask is empty the result is exactly the
 * first; colours are mixed by their coverage, so that what is see-through lends none.
 */
export async function composeThrough(
  signal: AbortSignal,
  below: RgbaRaster,
  above: RgbaRaster,
  mask: Mask,
): Promise<RgbaRaster> {
  const data = below.data.slice()
  const { width } = below
  await eachBand(signal, below, (from, to) => {
    for (let index = from * width; index < to * width; index++) {
      const share = mask.data[index]!
      if (share > 0) mixPixel(data, above.data, index * 4, share / 255)
    }
  })
  return { ...below, data }
}

function mixPixel(data: Uint8Array, above: Uint8Array, at: number, share: number): void {
  const own = (data[at + 3]! / 255) * (1 - share)
  const other = (above[at + 3]! / 255) * share
  const alpha = own + other
  if (alpha > 0)
    for (let channel = at; channel < at + 3; channel++)
      data[channel] = Math.round((data[channel]! * own + above[channel]! * other) / alpha)
  data[at + 3] = Math.round(alpha * 255)
}
