import type { RgbaRaster } from '@/lib/images/raster'
import { LINEAR_OF_BYTE, toByte } from '@/lib/images/srgb'
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
  const a = first.data
  const b = second.data
  const out = new Uint8Array(a.length)
  const mixed = mixtures(share)
  await eachBand(signal, first, (from, to) => {
    for (let at = from * first.width * 4; at < to * first.width * 4; at += 4) {
      out[at] = mixed[(a[at]! << 8) | b[at]!]!
      out[at + 1] = mixed[(a[at + 1]! << 8) | b[at + 1]!]!
      out[at + 2] = mixed[(a[at + 2]! << 8) | b[at + 2]!]!
      out[at + 3] = Math.round(a[at + 3]! + (b[at + 3]! - a[at + 3]!) * share)
    }
  })
  return { ...first, data: out }
}
