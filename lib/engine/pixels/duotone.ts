import { pixelsOf } from '@/lib/images/pixels/packed'
import { LINEAR_OF_BYTE, luminanceOf } from '@/lib/images/pixels/srgb'
import type { RgbaRaster } from '@/lib/images/raster'
import { eachBand } from './bands'

/** Colours of a table, in even steps to the eye: their index is the square root of luminance. */
const COLOURS = 4_096
/** Whole steps of luminance are summed in half the time; so many are a fifth of a byte where sRGB is steepest. */
const STEPS = 16_384
/** Parts of a step, so that the rounding of three samples is not seen in their sum. */
const PARTS = 16

const COLOUR_OF_STEP = Uint16Array.from({ length: STEPS + 2 }, (_, step) =>
  Math.min(COLOURS, Math.round(Math.sqrt(step / STEPS) * COLOURS)),
)

const weigh = (luminance: (sample: number) => number): Int32Array =>
  Int32Array.from(LINEAR_OF_BYTE, (sample) => Math.round(luminance(sample) * STEPS * PARTS))

/** What each sample adds to the luminance, in parts of a step. */
const RED = weigh((red) => luminanceOf(red, 0, 0))
const GREEN = weigh((green) => luminanceOf(0, green, 0))
const BLUE = weigh((blue) => luminanceOf(0, 0, blue))

/** Gives every pixel the colour that belongs to its luminance. `colourOf` writes three bytes for a luminance 0–1. */
export async function mapLuminance(
  signal: AbortSignal,
  raster: RgbaRaster,
  colourOf: (luminance: number, out: Uint8Array, at: number) => void,
): Promise<RgbaRaster> {
  const colours = { data: new Uint8Array((COLOURS + 1) * 4) }
  for (let index = 0; index <= COLOURS; index++) colourOf((index / COLOURS) ** 2, colours.data, index * 4)
  const table = pixelsOf(colours)
  const from32 = pixelsOf(raster)
  const out = { ...raster, data: new Uint8Array(raster.data.length) }
  const to32 = pixelsOf(out)
  await eachBand(signal, raster, (fromRow, toRow) => {
    for (let index = fromRow * raster.width; index < toRow * raster.width; index++) {
      const pixel = from32[index]!
      const parts = RED[pixel & 255]! + GREEN[(pixel >>> 8) & 255]! + BLUE[(pixel >>> 16) & 255]!
      const step = ((parts + PARTS / 2) / PARTS) | 0
      to32[index] = table[COLOUR_OF_STEP[step]!]! | (pixel & 0xff000000)
    }
  })
  return out
}
