import { ALPHA, DEPTH, FAR, type Field, type Level, REACH } from './patch-match'

/** Distances differ by this much through the grain of photos alone. */
const GRAIN = 6
/** e⁻⁸ of a vote is lost in rounding. */
const NOTHING = 8

/**
 * Each missing pixel becomes the mean of what all patches over it say. The one that fits best counts most: the worse
 * another fits beside it, the less it says.
 * @param spread how much worse, as a share of the best distance, a patch may fit and still count about a third
 */
export function fillHole(level: Level, field: Field, spread: number): void {
  const { width, height, image, missing } = level
  const { targets, match, distance } = field
  const best = bestDistances(level, field)
  const sums = new Float32Array(image.length)
  const weights = new Float32Array(missing.length)
  for (const target of targets) {
    const source = match[target]!
    if (source < 0) continue
    const x = target % width
    const y = Math.floor(target / width)
    for (let row = Math.max(-REACH, -y); row <= Math.min(REACH, height - 1 - y); row++)
      for (let column = Math.max(-REACH, -x); column <= Math.min(REACH, width - 1 - x); column++) {
        const at = target + row * width + column
        if (missing[at] === 0) continue
        const worse = (distance[target]! - best[at]!) / (spread * (best[at]! + GRAIN))
        if (worse > NOTHING) continue
        const weight = Math.exp(-worse)
        const from = (source + row * width + column) * DEPTH
        weights[at] = weights[at]! + weight
        for (let channel = 0; channel < DEPTH; channel++)
          sums[at * DEPTH + channel] = sums[at * DEPTH + channel]! + weight * image[from + channel]!
      }
  }
  for (let at = 0; at < missing.length; at++) {
    if (missing[at] === 0 || weights[at] === 0) continue
    for (let channel = 0; channel < DEPTH; channel++)
      image[at * DEPTH + channel] = sums[at * DEPTH + channel]! / weights[at]!
    // Sums are off by a hair, which would make two opaque pixels differ.
    image[at * DEPTH + ALPHA] = Math.round(image[at * DEPTH + ALPHA]!)
  }
}

/** Of each missing pixel: how well the best of the patches over it fits. */
function bestDistances({ width, height, missing }: Level, { targets, distance }: Field): Float32Array {
  const best = new Float32Array(missing.length).fill(FAR)
  for (const target of targets) {
    const away = distance[target]!
    const x = target % width
    const y = Math.floor(target / width)
    for (let row = Math.max(-REACH, -y); row <= Math.min(REACH, height - 1 - y); row++)
      for (let column = Math.max(-REACH, -x); column <= Math.min(REACH, width - 1 - x); column++) {
        const at = target + row * width + column
        if (missing[at] === 1 && away < best[at]!) best[at] = away
      }
  }
  return best
}
