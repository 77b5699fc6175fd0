import type { RgbaRaster } from '@/lib/images/raster'
import { LINEAR_OF_BYTE, toByte } from '@/lib/images/srgb'
import { eachBand } from './bands'

/** Mixes two rasters of one size in linear light: 0 = all of the first, 1 = all of the second. */
export async function blend(
  signal: AbortSignal,
  first: RgbaRaster,
  second: RgbaRaster,
  share: number,
): Promise<RgbaRaster> {
  if (share >= 1) return second
  const out = new Uint8Array(first.data.length)
  await eachBand(signal, first, (from, to) => {
    for (let at = from * first.width * 4; at < to * first.width * 4; at++) {
      const a = first.data[at]!
      const b = second.data[at]!
      const isAlpha = (at & 3) === 3
      out[at] = isAlpha
        ? Math.round(a + (b - a) * share)
        : toByte(LINEAR_OF_BYTE[a]! + (LINEAR_OF_BYTE[b]! - LINEAR_OF_BYTE[a]!) * share)
    }
  })
  return { ...first, data: out }
}
