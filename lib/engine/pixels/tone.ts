import { LINEAR_OF_BYTE, luminanceOf, toByte, toEncoded, toLinear } from '@/lib/images/pixels/srgb'
import type { RgbaRaster } from '@/lib/images/raster'
import { mapColours } from './colour-map'

/** From a perceived lightness (sRGB-encoded luminance, 0–1) to another. Must rise everywhere. */
export type ToneCurve = (lightness: number) => number

const STEPS = 8192
/** Colour in deep shadows is mostly noise: it is never amplified further than this. */
const MAX_GAIN = 4

/** The curve as luminance → luminance, with finer steps in the shadows (index = square root of luminance). */
function tabulate(curve: ToneCurve): Float32Array {
  return Float32Array.from({ length: STEPS + 1 }, (_, step) => {
    const lightness = toEncoded((step / STEPS) ** 2)
    return toLinear(Math.min(1, Math.max(0, curve(lightness))))
  })
}

/**
 * Writes a colour with a new luminance. Where a channel would leave 0–1, the colour moves towards the grey of its
 * luminance just as far as it must: the hue stays, and nothing is clipped channel by channel.
 */
export function writeInGamut(
  out: Uint8Array,
  at: number,
  red: number,
  green: number,
  blue: number,
  luminance: number,
): void {
  const high = Math.max(red, green, blue)
  const low = Math.min(red, green, blue)
  if (high <= 1 && low >= 0) {
    out[at] = toByte(red)
    out[at + 1] = toByte(green)
    out[at + 2] = toByte(blue)
    return
  }
  let keep = 1
  if (high > 1) keep = Math.min(keep, (1 - luminance) / (high - luminance))
  if (low < 0) keep = Math.min(keep, luminance / (luminance - low))
  out[at] = toByte(luminance + (red - luminance) * keep)
  out[at + 1] = toByte(luminance + (green - luminance) * keep)
  out[at + 2] = toByte(luminance + (blue - luminance) * keep)
}

/** Gives every pixel the lightness that the curve says and keeps its hue and, in linear light, its saturation. */
export function mapTone(signal: AbortSignal, raster: RgbaRaster, curve: ToneCurve): Promise<RgbaRaster> {
  const table = tabulate(curve)
  return mapColours(signal, raster, (samples, out) => {
    const red = LINEAR_OF_BYTE[samples[0]!]!
    const green = LINEAR_OF_BYTE[samples[1]!]!
    const blue = LINEAR_OF_BYTE[samples[2]!]!
    const before = luminanceOf(red, green, blue)
    const after = table[(Math.sqrt(before) * STEPS + 0.5) | 0]!
    const gain = before > 0 ? Math.min(MAX_GAIN, after / before) : 1
    const shift = after - before * gain
    writeInGamut(out, 0, red * gain + shift, green * gain + shift, blue * gain + shift, after)
  })
}
