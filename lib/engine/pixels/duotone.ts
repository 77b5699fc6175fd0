import { pixelsOf } from '@/lib/images/packed'
import type { RgbaRaster } from '@/lib/images/raster'
import { LINEAR_OF_BYTE, luminanceOf } from '@/lib/images/srgb'
import { eachBand } from './bands'

const STEPS = 4096

/** What each sample adds to the luminance. */
const RED = Float64Array.from(LINEAR_OF_BYTE, (red) => luminanceOf(red, 0, 0))
const GREEN = Float64Array.from(LINEAR_OF_BYTE, (green) => luminanceOf(0, green, 0))
const BLUE = Float64Array.from(LINEAR_OF_BYTE, (blue) => luminanceOf(0, 0, blue))

/** Gives every pixel the colour that belongs to its luminance. `colourOf` writes three bytes for a luminance 0–1. */
export async function mapLuminance(
  signal: AbortSignal,
  raster: RgbaRaster,
  colourOf: (luminance: number, out: Uint8Array, at: number) => void,
): Promise<RgbaRaster> {
  // The index is the square root of luminance: even steps to the eye.
  const colours = { data: new Uint8Array((STEPS + 1) * 4) }
  for (let step = 0; step <= STEPS; step++) colourOf((step / STEPS) ** 2, colours.data, step * 4)
  const table = pixelsOf(colours)
  const from32 = pixelsOf(raster)
  const out = { ...raster, data: new Uint8Array(raster.data.length) }
  const to32 = pixelsOf(out)
  await eachBand(signal, raster, (fromRow, toRow) => {
    for (let index = fromRow * raster.width; index < toRow * raster.width; index++) {
      const pixel = from32[index]!
      const luminance = RED[pixel & 255]! + GREEN[(pixel >>> 8) & 255]! + BLUE[(pixel >>> 16) & 255]!
      to32[index] = table[(Math.sqrt(luminance) * STEPS + 0.5) | 0]! | (pixel & 0xff000000)
    }
  })
  return out
}
