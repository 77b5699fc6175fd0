import { LINEAR_OF_BYTE, toEncoded } from '@/lib/images/pixels/srgb'
import type { RgbaRaster } from '@/lib/images/raster'
import { eachBand } from './bands'
import { ditherAt } from './dither'

/** Darkening of the very corners at the usual strength, in stops. */
const CORNER_STOPS = 1.4
/** Distance from the centre (1 = corner) where the fall-off begins. */
const START = 0.35

const STEPS = 4096
const ENCODED = Float32Array.from({ length: STEPS + 1 }, (_, step) => 255 * toEncoded((step / STEPS) ** 2))
/** Where the light of each byte lies among these. */
const PLACE_OF_BYTE = LINEAR_OF_BYTE.map((light) => Math.sqrt(light) * STEPS)

/** Root of the gain for the square of a distance: of neither is a root or a power asked for each pixel. */
function tabulateGains(amount: number): Float32Array {
  return Float32Array.from({ length: STEPS + 2 }, (_, step) => {
    const place = Math.max(0, (Math.sqrt(step / STEPS) - START) / (1 - START))
    return Math.sqrt(2 ** (-CORNER_STOPS * amount * place * place * (3 - 2 * place)))
  })
}

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
  const scale = STEPS / ((width / 2) ** 2 + (height / 2) ** 2)
  const gains = tabulateGains(amount)
  await eachBand(signal, raster, (from, to) => {
    for (let y = from, at = from * width * 4; y < to; y++) {
      const dy = y + 0.5 - height / 2
      for (let x = 0; x < width; x++, at += 4) {
        const dx = x + 0.5 - width / 2
        const place = (dx * dx + dy * dy) * scale
        if (place <= START * START * STEPS) continue
        const low = place | 0
        const gain = gains[low]! + (gains[low + 1]! - gains[low]!) * (place - low)
        const noise = 0.5 + ditherAt(x, y)
        for (let channel = at; channel < at + 3; channel++)
          data[channel] = ENCODED[(PLACE_OF_BYTE[data[channel]!]! * gain + 0.5) | 0]! + noise
      }
    }
  })
  return raster
}
