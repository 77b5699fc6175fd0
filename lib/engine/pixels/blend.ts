import { pixelsOf } from '@/lib/images/pixels/packed'
import { LINEAR_OF_BYTE, toByte } from '@/lib/images/pixels/srgb'
import type { RgbaRaster } from '@/lib/images/raster'
import { eachBand } from './bands'

/** What each pair of samples gives: there are fewer pairs than samples in a picture. */
function mixtures(share: number): Uint8Array {
  const table = new Uint8Array(65_536)
  for (let a = 0; a < 256; a++)
    for (let b = 0; b < 256; b++)
      table[(a << 8) | b] = toByte(LINEAR_OF_BYTE[a]! + (LINEAR_OF_BYTE[b]! - LINEAR_OF_BYTE[a]!) * share)
  return table
}

/** Mixes two rasters of one size in linear light: 0 = all of the first, 1 = all of the second. */
export async function blend(
  signal: AbortSignal,
  first: RgbaRaster,
  second: RgbaRaster,
  share: number,
): Promise<RgbaRaster> {
  if (share >= 1) return second
  const mixed = mixtures(share)
  const first32 = pixelsOf(first)
  const second32 = pixelsOf(second)
  const out = { ...first, data: new Uint8Array(first.data.length) }
  const out32 = pixelsOf(out)
  await eachBand(signal, first, (from, to) => {
    for (let index = from * first.width; index < to * first.width; index++) {
      const a = first32[index]!
      const b = second32[index]!
      const below = a >>> 24
      const above = b >>> 24
      const alpha = below === above ? below : Math.round(below + (above - below) * share)
      out32[index] =
        (alpha << 24) |
        (mixed[((a >>> 8) & 0xff00) | ((b >>> 16) & 255)]! << 16) |
        (mixed[(a & 0xff00) | ((b >>> 8) & 255)]! << 8) |
        mixed[((a & 255) << 8) | (b & 255)]!
    }
  })
  return out
}
