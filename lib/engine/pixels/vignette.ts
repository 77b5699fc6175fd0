import type { RgbaRaster } from '@/lib/images/raster'
import { LINEAR_OF_BYTE, toEncoded } from '@/lib/images/srgb'
import { eachBand } from './bands'
import { ditherAt } from './dither'

/** Darkening of the very corners at the usual strength, in stops. */
const CORNER_STOPS = 1.4
/** Distance from the centre (1 = corner) where the fall-off begins. */
const START = 0.35

const STEPS = 4096
const ENCODED = Float32Array.from({ length: STEPS + 1 }, (_, step) => 255 * toEncoded((step / STEPS) ** 2))

/** Darkens towards the corners in linear light, as a lens does; dithered, so that skies show no rings. */
export const darkenEdges = (signal: AbortSignal, raster: RgbaRaster, amount: number): Promise<RgbaRaster> =>
  darkenOwnEdges(signal, { ...raster, data: raster.data.slice() }, amount)

/**
 * The same on a raster of the caller's own, which it is written into: a copy of a large picture has 200 MB.
 * @returns that raster
 */
export async function darkenOwnEdges(
  signal: AbortSignal,
  raster: RgbaRaster,
  amount: number,
): Promise<RgbaRaster> {
  const { width, height, data } = raster
  const scale = 1 / Math.hypot(width / 2, height / 2)
  await eachBand(signal, raster, (from, to) => {
    for (let y = from, at = from * width * 4; y < to; y++) {
      const dy = y + 0.5 - height / 2
      for (let x = 0; x < width; x++, at += 4) {
        const distance = Math.hypot(x + 0.5 - width / 2, dy) * scale
        if (distance <= START) continue
        const place = (distance - START) / (1 - START)
        const gain = 2 ** (-CORNER_STOPS * amount * place * place * (3 - 2 * place))
        const noise = ditherAt(x, y)
        for (let channel = at; channel < at + 3; channel++) {
          const light = LINEAR_OF_BYTE[data[channel]!]! * gain
          data[channel] = ENCODED[(Math.sqrt(light) * STEPS + 0.5) | 0]! + 0.5 + noise
        }
      }
    }
  })
  return raster
}
