import { oklabToLinear } from '@/lib/images/pixels/oklab'

/** Halvings of the range of chroma: what is left is less than a code value. */
const HALVINGS = 6
/** Rounding, not another colour. */
const TOLERANCE = 1e-3

const linear = new Float64Array(3)

function isShown(lightness: number, a: number, b: number): boolean {
  oklabToLinear(lightness, a, b, linear)
  const least = Math.min(linear[0]!, linear[1]!, linear[2]!)
  return least >= -TOLERANCE && Math.max(linear[0]!, linear[1]!, linear[2]!) <= 1 + TOLERANCE
}

/** The share of its chroma with which sRGB can show an OKLab colour at its lightness and hue, 0–1. */
export function shownChroma(lightness: number, a: number, b: number): number {
  if (isShown(lightness, a, b)) return 1
  let share = 0
  for (let step = 0.5, n = 0; n < HALVINGS; step /= 2, n++)
    if (isShown(lightness, a * (share + step), b * (share + step))) share += step
  return share
}
