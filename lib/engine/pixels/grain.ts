import type { RgbaRaster } from '@/lib/images/raster'
import { blurPlane } from './gaussian'
import { lightnessPlane } from './lightness'
import { createNoise, deviationAfter, noisePlane } from './noise'
import { mapOklab } from './oklab-map'
import { eachStrip } from './strips'

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
  const sigma = (SIGMA_PER_1000_PX * Math.max(raster.width, raster.height)) / 1000
  const isSoft = sigma > 0.3
  const noise = createNoise(random)
  const restored = 1 / deviationAfter(isSoft ? sigma : 0)
  return eachStrip(signal, raster, sigma * 4 + 1, async (strip, top) => {
    const grain = noisePlane(strip, top, noise)
    if (isSoft) await blurPlane(signal, grain, sigma)
    const tone = lightnessPlane(strip)
    return mapOklab(signal, strip, (colour, index) => {
      const light = tone.data[index]!
      const depth = DEPTH * (0.35 + 2.6 * light * (1 - light))
      colour[0] = colour[0]! + grain.data[index]! * restored * depth * amount
    })
  })
}
