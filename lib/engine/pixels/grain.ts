import type { RgbaRaster } from '@/lib/images/raster'
import { eachBand } from './bands'
import { blurPlane } from './gaussian'
import { lightnessPlane } from './lightness'
import { mapOklab } from './oklab-map'

/** Size of a grain (sigma) for each 1000 pixels of the longer side, and its usual depth in OKLab lightness. */
const SIGMA_PER_1000_PX = 0.55
const DEPTH = 0.034

/** Adds the grain of film: soft clumps, strongest in the midtones, one noise for all three layers. */
export async function addGrain(
  signal: AbortSignal,
  raster: RgbaRaster,
  amount: number,
  random: () => number,
): Promise<RgbaRaster> {
  const { width, height } = raster
  const noise = { width, height, data: new Float32Array(width * height) }
  await eachBand(signal, raster, (from, to) => {
    // Three even numbers add up to nearly a bell curve of variance 1/4.
    for (let index = from * width; index < to * width; index++)
      noise.data[index] = (random() + random() + random() - 1.5) * 2
  })
  const sigma = (SIGMA_PER_1000_PX * Math.max(width, height)) / 1000
  const isSoft = sigma > 0.3
  if (isSoft) await blurPlane(signal, noise, sigma)
  // A Gaussian of this sigma leaves 1 / (2·sigma·√π) of white noise's deviation.
  const restored = isSoft ? Math.max(1, 2 * sigma * Math.sqrt(Math.PI)) : 1
  const tone = lightnessPlane(raster)
  return mapOklab(signal, raster, (colour, index) => {
    const light = tone.data[index]!
    const depth = DEPTH * (0.35 + 2.6 * light * (1 - light))
    colour[0] = colour[0]! + noise.data[index]! * restored * depth * amount
  })
}
