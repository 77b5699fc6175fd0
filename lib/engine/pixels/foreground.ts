import type { Mask, RgbaRaster } from '@/lib/images/raster'
import { LINEAR_OF_BYTE, toByte } from '@/lib/images/srgb'
import { blurPlane, type Plane } from './gaussian'
import { eachStrip } from './strips'

/** From this coverage on a pixel shows the thing alone. */
const SURE = 245
/** How far the colours of the thing are carried into its half-covered rim, for each 1000 pixels of the longer side. */
const REACH_PER_1000_PX = 4

/**
 * At the rim of a thing pixels also show some background. There the colour of the nearest sure pixels is put in its
 * place, so that a new background gets no halo.
 */
export async function withoutSpill(signal: AbortSignal, raster: RgbaRaster, mask: Mask): Promise<RgbaRaster> {
  const { width, height } = raster
  const sigma = Math.max(1.5, (REACH_PER_1000_PX * Math.max(width, height)) / 1000)
  return eachStrip(signal, raster, sigma * 4, (strip, top) =>
    clean(signal, strip, mask.data.subarray(top * width, (top + strip.height) * width), sigma),
  )
}

async function clean(
  signal: AbortSignal,
  raster: RgbaRaster,
  coverage: Uint8Array,
  sigma: number,
): Promise<RgbaRaster> {
  const { width, height } = raster
  const sure = Float32Array.from(coverage, (value) => (value >= SURE ? 1 : 0))
  const weight: Plane = { width, height, data: sure.slice() }
  await blurPlane(signal, weight, sigma)
  const data = raster.data.slice()
  const light: Plane = { width, height, data: new Float32Array(width * height) }
  for (let channel = 0; channel < 3; channel++) {
    for (let i = 0; i < sure.length; i++)
      light.data[i] = sure[i] === 0 ? 0 : LINEAR_OF_BYTE[raster.data[i * 4 + channel]!]!
    await blurPlane(signal, light, sigma)
    for (let i = 0, at = channel; i < coverage.length; i++, at += 4) {
      const covered = coverage[i]!
      if (covered === 0 || covered >= SURE || weight.data[i]! < 0.01) continue
      const carried = light.data[i]! / weight.data[i]!
      const own = LINEAR_OF_BYTE[raster.data[at]!]!
      data[at] = toByte(own + (carried - own) * (1 - covered / 255))
    }
  }
  return { ...raster, data }
}
