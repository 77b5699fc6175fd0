import type { Mask, RgbaRaster } from '@/lib/images/raster'
import { eachBand } from './bands'
import { writeOklab } from './gamut'
import { readOklab } from './oklab-at'

/** Changes one colour in place: lightness, a, b. `index` counts pixels from the top-left corner. */
export type OklabChange = (colour: Float64Array, index: number) => void

/**
 * Changes every pixel in OKLab; colours that sRGB cannot show lose saturation, not hue.
 * @param within pixels that it does not hold stay as they are
 */
export async function mapOklab(
  signal: AbortSignal,
  raster: RgbaRaster,
  change: OklabChange,
  within?: Mask,
): Promise<RgbaRaster> {
  const { data, width } = raster
  const out = within ? data.slice() : new Uint8Array(data.length)
  const colour = new Float64Array(3)
  await eachBand(signal, raster, (from, to) => {
    for (let index = from * width, at = index * 4; index < to * width; index++, at += 4) {
      if (within?.data[index] === 0) continue
      readOklab(data, at, colour)
      change(colour, index)
      writeOklab(out, at, colour[0]!, colour[1]!, colour[2]!)
      out[at + 3] = data[at + 3]!
    }
  })
  return { ...raster, data: out }
}
