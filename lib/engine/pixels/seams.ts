import { DEPTH, type Field, type Level, SEEN } from './patch-match'

/** How strongly a pixel holds on to its own colour: a step is spread over about a dozen pixels to each side. */
const HOLD = 0.006
/** Successive over-relaxation: with this hold it is done, to less than a byte, after so many rounds. */
const ROUNDS = 40
const OVER = 1.6

/**
 * Where copies from different places meet, or meet the rim of the hole, their light differs by a little: a seam. Each
 * copied pixel keeps its steps to its neighbours as they were where it came from, and gives way in its colour
 * (gradient-domain fusion after Pérez, Gangnet, Blake, 2003, screened as by Bhat et al., 2008).
 */
export function smoothSeams(signal: AbortSignal, level: Level, field: Field): void {
  const { image, missing } = level
  const holes = field.targets.filter((target) => missing[target] === 1 && field.match[target]! >= 0)
  const beside = neighboursOf(level, holes)
  const wanted = wantedSums(level, field, holes, beside)
  for (let round = 0; round < ROUNDS; round++) {
    signal.throwIfAborted()
    for (let i = 0; i < holes.length; i++) {
      const at = holes[i]!
      for (let seen = 0; seen < SEEN.length; seen++) {
        const channel = SEEN[seen]!
        let sum = wanted[i * SEEN.length + seen]!
        let count = HOLD
        for (let side = 0; side < 4; side++) {
          const other = beside[i * 4 + side]!
          if (other < 0) continue
          sum += image[other * DEPTH + channel]!
          count++
        }
        const place = at * DEPTH + channel
        image[place] = image[place]! + OVER * (sum / count - image[place]!)
      }
    }
  }
}

/** Of each pixel: its neighbours to the left, right, above and below; -1 = beyond the edge. */
function neighboursOf({ width, height }: Level, holes: Int32Array): Int32Array {
  const beside = new Int32Array(holes.length * 4)
  for (let i = 0; i < holes.length; i++) {
    const at = holes[i]!
    const x = at % width
    beside[i * 4] = x > 0 ? at - 1 : -1
    beside[i * 4 + 1] = x < width - 1 ? at + 1 : -1
    beside[i * 4 + 2] = at - width
    beside[i * 4 + 3] = at < width * (height - 1) ? at + width : -1
  }
  return beside
}

/** Of each pixel's colours and alpha: its own value, held, and its steps to its neighbours as they are where both came from. */
function wantedSums({ image }: Level, { match }: Field, holes: Int32Array, beside: Int32Array): Float32Array {
  const own = image.slice()
  const wanted = new Float32Array(holes.length * SEEN.length)
  for (let i = 0; i < holes.length; i++) {
    const at = holes[i]!
    for (const [place, channel] of SEEN.entries()) {
      let sum = HOLD * own[at * DEPTH + channel]!
      for (let side = 0; side < 4; side++) {
        const other = beside[i * 4 + side]!
        if (other < 0) continue
        const here = stepBetween(own, match[at]!, other - at, channel)
        const there = match[other]! < 0 ? here : -stepBetween(own, match[other]!, at - other, channel)
        sum += (here + there) / 2
      }
      wanted[i * SEEN.length + place] = sum
    }
  }
  return wanted
}

/** By how much a source is lighter than its neighbour; sources lie inside the picture by more than a pixel. */
const stepBetween = (image: Float32Array, source: number, to: number, channel: number): number =>
  image[source * DEPTH + channel]! - image[(source + to) * DEPTH + channel]!
