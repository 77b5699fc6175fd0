import { oklabToLinear } from '@/lib/images/pixels/oklab'
import { toByte } from '@/lib/images/pixels/srgb'

/** Halvings of chroma's range: what is left is under a byte. */
const HALVINGS = 7
/** Rounding error of the conversion, not another colour. */
const TOLERANCE = 1e-4

const linear = new Float64Array(3)

function fits(lightness: number, a: number, b: number): boolean {
  oklabToLinear(lightness, a, b, linear)
  const [red, green, blue] = [linear[0]!, linear[1]!, linear[2]!]
  return (
    red >= -TOLERANCE &&
    green >= -TOLERANCE &&
    blue >= -TOLERANCE &&
    red <= 1 + TOLERANCE &&
    green <= 1 + TOLERANCE &&
    blue <= 1 + TOLERANCE
  )
}

/**
 * Writes an OKLab colour as three sRGB bytes. A colour that sRGB cannot show loses chroma as far as it must; lightness
 * and hue stay, so that strong reds do not turn crimson.
 */
export function writeOklab(out: Uint8Array, at: number, lightness: number, a: number, b: number): void {
  const light = Math.min(1, Math.max(0, lightness))
  if (!fits(light, a, b)) {
    let keep = 0
    for (let step = 0.5, n = 0; n < HALVINGS; step /= 2, n++)
      if (fits(light, a * (keep + step), b * (keep + step))) keep += step
    oklabToLinear(light, a * keep, b * keep, linear)
  }
  out[at] = toByte(linear[0]!)
  out[at + 1] = toByte(linear[1]!)
  out[at + 2] = toByte(linear[2]!)
}
