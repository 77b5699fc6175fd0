import type { Mask } from '@/lib/images/raster'
import type { Placement } from './placement'

/** For each colour channel: original = gain · result + offset, in shares of the full scale. */
export type ColourMatch = { gain: number[]; offset: number[] }

const MOST_PIXELS = 40_000
const LIMITS = { gain: [0.6, 1.6], offset: 0.25 } as const
/** Differences beyond this share of the full scale were edited, not tinted. */
const START_WIDTH = 0.15
const END_WIDTH = 0.03

/**
 * How the colours of the result must change to be those of the original, by iteratively reweighted least squares on the
 * pixels outside the mask.
 * @param mask any size: it is read at the same relative place
 * @returns undefined when too little is kept to tell
 */
export function matchColour({ original, aligned }: Placement, mask: Mask): ColourMatch | undefined {
  const pairs = samplePairs({ original, aligned }, mask)
  const channels = pairs.length / 2
  if (pairs[0]!.length < 200) return undefined
  const match: ColourMatch = { gain: [], offset: [] }
  for (let c = 0; c < channels; c++) {
    const { gain, offset } = fitLine(pairs[2 * c]!, pairs[2 * c + 1]!)
    match.gain.push(gain)
    match.offset.push(offset)
  }
  return match
}

/** Values of kept pixels, 0–1: for each channel those of the original, then those of the result. */
function samplePairs({ original, aligned }: Placement, mask: Mask): number[][] {
  const { width, height } = original
  const { raster, cover } = aligned
  const isGrey = original.channels < 3 || raster.channels < 3
  const pairs: number[][] = Array.from({ length: isGrey ? 2 : 6 }, () => [])
  const step = Math.max(1, Math.floor(Math.sqrt((width * height) / MOST_PIXELS)))
  for (let y = 0; y < height; y += step)
    for (let x = cover.from[y]!; x < cover.to[y]!; x += step) {
      const mx = Math.min(mask.width - 1, Math.floor(((x + 0.5) * mask.width) / width))
      const my = Math.min(mask.height - 1, Math.floor(((y + 0.5) * mask.height) / height))
      if (mask.data[my * mask.width + mx] !== 0) continue
      const at = y * width + x
      for (let c = 0; c < pairs.length / 2; c++) {
        pairs[2 * c]!.push(original.data[at * original.channels + c]! / 255)
        pairs[2 * c + 1]!.push(raster.data[at * raster.channels + c]! / 255)
      }
    }
  return pairs
}

function fitLine(target: number[], source: number[]): { gain: number; offset: number } {
  let [gain, offset, width] = [1, 0, START_WIDTH]
  for (let round = 0; round < 8; round++) {
    let [sw, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0]
    for (let i = 0; i < target.length; i++) {
      const miss = (target[i]! - gain * source[i]! - offset) / width
      if (miss * miss >= 1) continue
      const w = (1 - miss * miss) ** 2
      sw += w
      sx += w * source[i]!
      sy += w * target[i]!
      sxx += w * source[i]! * source[i]!
      sxy += w * source[i]! * target[i]!
    }
    if (sw < 50) break
    const spread = sxx - (sx * sx) / sw
    const slope = spread > 1e-3 * sw ? (sxy - (sx * sy) / sw) / spread : 1
    gain = Math.max(LIMITS.gain[0], Math.min(LIMITS.gain[1], slope))
    offset = Math.max(-LIMITS.offset, Math.min(LIMITS.offset, (sy - gain * sx) / sw))
    width = Math.max(END_WIDTH, width * 0.75)
  }
  return { gain, offset }
}
