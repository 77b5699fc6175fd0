import { DISTANCE_STEP } from '@/lib/fidelity/distance-map'
import type { Mask } from '@/lib/images/raster'

/** The colour `--map` in sRGB: oklch(0.64 0.25 355). */
const MAGENTA = [244, 31, 148] as const
/** From this distance on a change is drawn as strongly as it gets. */
const CLEAR_DISTANCE = 0.25
const [FAINTEST, STRONGEST] = [0.42, 0.84]

/**
 * The map as it lies over the picture, in RGBA: magenta where the distance reaches the threshold, the stronger the more
 * changed, and nothing elsewhere.
 * @param threshold OKLab distance
 */
export function paintChanges({ width, height, data }: Mask, threshold: number) {
  const alphas = Uint8Array.from({ length: 256 }, (_, value) => alphaOf(value * DISTANCE_STEP, threshold))
  const rgba = new Uint8ClampedArray(4 * width * height)
  for (let i = 0; i < data.length; i++) {
    const alpha = alphas[data[i]!]!
    if (alpha === 0) continue
    rgba.set(MAGENTA, 4 * i)
    rgba[4 * i + 3] = alpha
  }
  return rgba
}

/** A threshold that the 8 bits of the map cannot hold exactly is met by the nearest step. */
function alphaOf(distance: number, threshold: number): number {
  if (distance < threshold - DISTANCE_STEP / 2 || distance === 0) return 0
  const strength = Math.min(1, distance / CLEAR_DISTANCE)
  return Math.round(255 * (FAINTEST + (STRONGEST - FAINTEST) * strength))
}
