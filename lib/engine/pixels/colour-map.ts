import { pixelsOf } from '@/lib/images/pixels/packed'
import type { Mask, RgbaRaster } from '@/lib/images/raster'
import { eachBand } from './bands'
import { writeOklab } from './gamut'
import { readOklab } from './oklab-at'

/** Reads the three samples at 0 of the first and writes those of the second. */
export type ColourChange = (samples: Uint8Array, out: Uint8Array) => void

const COLOUR = 0xff_ff_ff
/** Answers are kept for so many colours at a time (512 KB, what a processor holds near): neighbours share theirs. */
const SLOT_BITS = 16
/** Knuth's multiplicative hashing spreads colours that differ in the last bits alone. */
const SPREAD = 0x9e_37_79_b1

/**
 * A change of colours that answers at once for those that it was asked for before: a photo of 50 megapixels shows a
 * few hundred thousand. A pixel is one number, as in `lib/images/pixels/packed.ts`; its alpha stays.
 */
export function createColourChange(change: ColourChange): {
  of(pixel: number): number
  /** What it answered holds no more. */
  forget(): void
} {
  const known = new Uint32Array(1 << SLOT_BITS)
  const answers = new Uint32Array(1 << SLOT_BITS)
  const samples = new Uint8Array(3)
  const out = new Uint8Array(3)
  const answerTo = (pixel: number): number => {
    const colour = pixel & COLOUR
    const slot = Math.imul(colour, SPREAD) >>> (32 - SLOT_BITS)
    // One more than the colour: an empty slot holds 0, and black is a colour too.
    if (known[slot] !== colour + 1) {
      samples[0] = colour
      samples[1] = colour >> 8
      samples[2] = colour >> 16
      change(samples, out)
      known[slot] = colour + 1
      answers[slot] = out[0]! | (out[1]! << 8) | (out[2]! << 16)
    }
    return (pixel & ~COLOUR) | answers[slot]!
  }
  return { of: answerTo, forget: () => known.fill(0) }
}

/**
 * Changes every pixel by its colour alone.
 * @param within pixels that it does not hold stay as they are
 */
export async function mapColours(
  signal: AbortSignal,
  raster: RgbaRaster,
  change: ColourChange,
  within?: Mask,
): Promise<RgbaRaster> {
  const { width } = raster
  const data = within ? raster.data.slice() : new Uint8Array(raster.data.length)
  const from32 = pixelsOf(raster)
  const to32 = pixelsOf({ data })
  const changed = createColourChange(change)
  await eachBand(signal, raster, (from, to) => {
    for (let index = from * width; index < to * width; index++)
      if (within?.data[index] !== 0) to32[index] = changed.of(from32[index]!)
  })
  return { ...raster, data }
}

/** Changes a colour in place: lightness, a, b. */
export type OklabColourChange = (colour: Float64Array) => void

/** The change of three samples that one in OKLab stands for; what sRGB cannot show loses saturation, not hue. */
export function inOklab(change: OklabColourChange): ColourChange {
  const colour = new Float64Array(3)
  return (samples, out) => {
    readOklab(samples, 0, colour)
    change(colour)
    writeOklab(out, 0, colour[0]!, colour[1]!, colour[2]!)
  }
}

/** Changes every pixel in OKLab by its colour alone; `within` as above. */
export const mapOklabColours = (
  signal: AbortSignal,
  raster: RgbaRaster,
  change: OklabColourChange,
  within?: Mask,
): Promise<RgbaRaster> => mapColours(signal, raster, inOklab(change), within)
