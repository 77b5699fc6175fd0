import type { RgbaRaster } from '@/lib/images/raster'
import { LINEAR_OF_BYTE, luminanceOf } from '@/lib/images/srgb'
import { eachBand } from './bands'

const STEPS = 4096

/** Gives every pixel the colour that belongs to its luminance. `colourOf` writes three bytes for a luminance 0–1. */
export async function mapLuminance(
  signal: AbortSignal,
  raster: RgbaRaster,
  colourOf: (luminance: number, out: Uint8Array, at: number) => void,
): Promise<RgbaRaster> {
  // The index is the square root of luminance: even steps to the eye.
  const table = new Uint8Array((STEPS + 1) * 3)
  for (let step = 0; step <= STEPS; step++) colourOf((step / STEPS) ** 2, table, step * 3)
  const { data, width } = raster
  const out = new Uint8Array(data.length)
  await eachBand(signal, raster, (from, to) => {
    for (let at = from * width * 4; at < to * width * 4; at += 4) {
      const luminance = luminanceOf(
        LINEAR_OF_BYTE[data[at]!]!,
        LINEAR_OF_BYTE[data[at + 1]!]!,
        LINEAR_OF_BYTE[data[at + 2]!]!,
      )
      const entry = ((Math.sqrt(luminance) * STEPS + 0.5) | 0) * 3
      out[at] = table[entry]!
      out[at + 1] = table[entry + 1]!
      out[at + 2] = table[entry + 2]!
      out[at + 3] = data[at + 3]!
    }
  })
  return { ...raster, data: out }
}
