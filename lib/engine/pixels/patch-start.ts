import {
  copyPixel,
  DEPTH,
  drawMatches,
  emptyField,
  FAR,
  type Field,
  type Level,
  REACH,
  sourcesOf,
} from './patch-match'

/** Places that are tried by lot for each pixel of a ring, besides those that its neighbours point at. */
const TRIED = 240

/**
 * The coarsest level: the hole is closed from its rim inwards, ring by ring, each pixel as in the place whose
 * surroundings are most like what is known of its own (the onion peel of Newson et al., 2014). Colours grown inwards
 * instead would be smooth, and find smooth places only.
 */
export function chooseStart(level: Level, random: () => number): Field {
  const field = emptyField(level)
  const sources = sourcesOf(field)
  const unknown = level.missing.slice()
  if (sources.length > 0)
    for (let ring = ringOf(level, unknown); ring.length > 0; ring = ringOf(level, unknown)) {
      for (const at of ring) field.match[at] = findSource(level, field, unknown, at, sources, random)
      for (const at of ring) {
        unknown[at] = 0
        copyPixel(level, field.match[at]!, at)
      }
    }
  drawMatches(field, sources, random)
  return field
}

/** What is unknown and touches what is known. */
function ringOf({ width, height }: Level, unknown: Uint8Array): number[] {
  const ring: number[] = []
  for (let at = 0; at < unknown.length; at++) {
    if (unknown[at] === 0) continue
    const x = at % width
    const isAtRim =
      (x > 0 && unknown[at - 1] === 0) ||
      (x < width - 1 && unknown[at + 1] === 0) ||
      (at >= width && unknown[at - width] === 0) ||
      (at < width * (height - 1) && unknown[at + width] === 0)
    if (isAtRim) ring.push(at)
  }
  return ring
}

function findSource(
  level: Level,
  { match, isSource }: Field,
  unknown: Uint8Array,
  target: number,
  sources: Int32Array,
  random: () => number,
): number {
  let best = sources[Math.floor(random() * sources.length)]!
  let least = FAR
  const attempt = (source: number) => {
    const away = knownDistance(level, unknown, target, source, least)
    if (away >= least) return
    least = away
    best = source
  }
  for (let row = -1; row <= 1; row++)
    for (let column = -1; column <= 1; column++) {
      const beside = target + row * level.width + column
      const source = (match[beside] ?? -1) - row * level.width - column
      if ((match[beside] ?? -1) >= 0 && isSource[source]) attempt(source)
    }
  for (let tried = 0; tried < TRIED; tried++) attempt(sources[Math.floor(random() * sources.length)]!)
  return best
}

/** Mean square difference of two patches where the first is known; gives up once it must exceed `limit`. */
function knownDistance(
  { width, height, image }: Level,
  unknown: Uint8Array,
  target: number,
  source: number,
  limit: number,
): number {
  const x = target % width
  const y = (target / width) | 0
  let sum = 0
  let count = 0
  for (let row = Math.max(-REACH, -y); row <= Math.min(REACH, height - 1 - y); row++) {
    for (let column = Math.max(-REACH, -x); column <= Math.min(REACH, width - 1 - x); column++) {
      const step = row * width + column
      if (unknown[target + step] === 1) continue
      count++
      for (let channel = 0; channel < DEPTH; channel++) {
        const away = image[(target + step) * DEPTH + channel]! - image[(source + step) * DEPTH + channel]!
        sum += away * away
      }
    }
    if (sum > limit * (2 * REACH + 1) ** 2) return FAR
  }
  return count === 0 ? FAR : sum / count
}
