import { mapOklabColours } from '@/lib/engine/pixels/colour-map'
import { mapOklab } from '@/lib/engine/pixels/oklab-map'
import { darkenOwnEdges } from '@/lib/engine/pixels/vignette'
import type { RgbaRaster } from '@/lib/images/raster'
import { ramp } from './ramp'

/** A shift of colour in OKLab, and the lightness around which it works. */
type Toning = { a: number; b: number }

/** How a film or a light colours a picture; all numbers are for the usual strength. */
export type Grade = {
  /** Lightness of a middle grey (0.5) afterwards, and of pure black. */
  middle?: number
  black?: number
  white?: number
  /** Steepness around the middle, 1 = unchanged. */
  contrast?: number
  saturation?: number
  shadows?: Toning
  highlights?: Toning
  /** Added at the top of the picture and fading to nothing at its lower edge, as light from a low sun. */
  sky?: Toning
  /** How much the corners darken afterwards, as the operation `vignette` takes it. */
  edges?: number
}

const NONE: Toning = { a: 0, b: 0 }

/** Powers are slow: the curve is looked up. */
const STEPS = 2048

/** The grade's tone curve: a gamma to the middle, an S around it, then between its black and white. */
function createCurve({ middle = 0.5, black = 0, white = 1, contrast = 1 }: Grade) {
  const gamma = Math.log(middle) / Math.log(0.5)
  const bend = (x: number) =>
    x < middle ? middle * (x / middle) ** contrast : 1 - (1 - middle) * ((1 - x) / (1 - middle)) ** contrast
  const table = Float32Array.from(
    { length: STEPS + 2 },
    (_, step) => black + (white - black) * bend(Math.min(1, step / STEPS) ** gamma),
  )
  return (lightness: number): number => {
    const place = lightness * STEPS
    const low = place | 0
    return table[low]! + (table[low + 1]! - table[low]!) * (place - low)
  }
}

/** Applies a grade; strength 1 = as it is written, more goes further the same way. */
export async function applyGrade(
  signal: AbortSignal,
  raster: RgbaRaster,
  grade: Grade,
  strength: number,
): Promise<RgbaRaster> {
  const { shadows = NONE, highlights = NONE, sky = NONE, saturation = 1, edges = 0 } = grade
  const curve = createCurve(grade)
  const { width, height } = raster
  const change = (colour: Float64Array, down: number) => {
    const before = colour[0]!
    const after = curve(Math.min(1, before))
    const light = ramp(before, 0.35, 0.95)
    const dark = (1 - ramp(before, 0.05, 0.6)) * ramp(before, -0.05, 0.25)
    // Pure white keeps a trace of the light's colour only, as paper does.
    const glow = (1 - 0.45 * ramp(before, 0.9, 1)) * (0.35 + before)
    const fromSky = glow * (1 - 0.75 * down)
    const a = colour[1]! * saturation + shadows.a * dark + highlights.a * light + sky.a * fromSky
    const b = colour[2]! * saturation + shadows.b * dark + highlights.b * light + sky.b * fromSky
    colour[0] = before + (after - before) * strength
    colour[1] = colour[1]! + (a - colour[1]!) * strength
    colour[2] = colour[2]! + (b - colour[2]!) * strength
  }
  const graded =
    sky === NONE
      ? await mapOklabColours(signal, raster, (colour) => change(colour, 0))
      : await mapOklab(signal, raster, (colour, index) => change(colour, Math.floor(index / width) / height))
  return edges > 0 ? darkenOwnEdges(signal, graded, edges * strength) : graded
}
