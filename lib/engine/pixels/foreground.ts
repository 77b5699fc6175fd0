import { LINEAR_OF_BYTE, toByte } from '@/lib/images/pixels/srgb'
import type { Mask, RgbaRaster } from '@/lib/images/raster'
import { blurRaster } from './raster-blur'
import { eachStrip } from './strips'
import { onlyWithin } from './within'

/** From this coverage on a pixel shows the thing alone. */
const SURE = 245
/** Alpha under which too little was carried to a place to tell its colour. */
const LEAST_CARRIED = 3
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
  const sure = { width, height, data: coverage.map((value) => (value >= SURE ? 255 : 0)) }
  // What is see-through lends no colour: so the sure pixels alone are carried outwards.
  const carried = await blurRaster(signal, onlyWithin(raster, sure), sigma)
  const data = raster.data.slice()
  for (let i = 0, at = 0; i < coverage.length; i++, at += 4) {
    const covered = coverage[i]!
    if (covered === 0 || covered >= SURE || carried.data[at + 3]! < LEAST_CARRIED) continue
    for (let channel = at; channel < at + 3; channel++) {
      const own = LINEAR_OF_BYTE[data[channel]!]!
      const other = LINEAR_OF_BYTE[carried.data[channel]!]!
      data[channel] = toByte(own + (other - own) * (1 - covered / 255))
    }
  }
  return { ...raster, data }
}
