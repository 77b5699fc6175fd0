import type { Size } from '@/lib/images/raster'
import { byScore, type Candidate, createSearch, type Seen, type Try } from './coarse-search'
import type { Pair } from './evidence'
import { isUpright, type Orientation, turnPlane, turnSize } from './orientation'
import { brightnessAt, type Pixels } from './plane'
import { plainResize } from './transform'

/** The eight ways to lay down a rectangle, upright first. */
const ORIENTATIONS: readonly Orientation[] = [false, true].flatMap((isMirrored) =>
  ([0, 1, 2, 3] as const).map((quarters) => ({ quarters, isMirrored })),
)
/** The result with its orientation undone is looked for roughly at these turns, in degrees, the best of them closer … */
const TURNS_DEG = Array.from({ length: 18 }, (_, i) => (i < 9 ? i - 9 : i - 8) * 5)
const CLOSER_DEG = [-2.5, 0, 2.5]
const [ROUGH_GRID, CLOSER_TURNS] = [64, 3]
/** … and as a part of the original, down to a quarter of its sides. */
const PARTS = Array.from({ length: 28 }, (_, i) => 0.95 ** (i + 1))
/** Smaller parts, down to a tenth, take a finer grid; as small as the second share, one more, and no change of scale. */
const SMALL_PARTS = Array.from({ length: 19 }, (_, i) => 0.35 * 0.935 ** i)
const [SMALL_GRID, TINY_GRID, TINY_PART] = [256, 512, 0.12]
/** Parts of a photo reach 0.3 and more, unrelated pictures 0.17 by chance. */
const LEAST_SCORE = 0.2
/** Scales nearer than this are one. */
const SAME_SCALE = 0.02
/** So many of the guesses are looked at more closely. */
const GUESSES = 2
/** Small parts tell less before they are looked at closely: a tenth of the sides reaches 0.1, others 0.05 by chance. */
const SMALL = { guesses: 4, leastScore: 0.03 }

/** Where the result may lie, and how it was laid down. */
export type Guess = { orientation: Orientation; at: Candidate }

/** The share of its sides that a picture keeps when it is turned and the empty corners are cut off. */
function keptByTurn({ width, height }: Size, degrees: number): number {
  const angle = Math.abs((degrees * Math.PI) / 180)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return Math.min(width / (width * cos + height * sin), height / (width * sin + height * cos))
}

/**
 * Ways in which a tool makes a picture of its own size from a whole, or from a part of it: stretched, filled, or px for
 * px; upright also from smaller parts.
 */
function placesToTry(original: Size, result: Size, orientation: Orientation): Parameters<Try>[] {
  const { scaleX: x, scaleY: y } = plainResize(original, result)
  const fill = Math.min(x, y)
  const places: Parameters<Try>[] = [[x, y]]
  if (Math.abs(x / y - 1) > SAME_SCALE) places.push([fill, fill])
  if (fill > 1 + SAME_SCALE) places.push([1, 1])
  if (!isUpright(orientation)) return places
  return [...places, ...PARTS.map((part): Parameters<Try> => [fill * part, fill * part])]
}

type Laid = { orientation: Orientation; result: Seen }

/** Turned with its corners cut off, in any orientation: all turns on a rough grid, and closer around the best. */
function guessTurned(original: Seen, laid: readonly Laid[], closely: (result: Seen) => Try): Guess[] {
  const roughly = createSearch(original, diagonalOf(original.size), ROUGH_GRID)
  const place = ({ size }: Seen, turn: number): Parameters<Try> => {
    const { scaleX, scaleY } = plainResize(original.size, size)
    const kept = keptByTurn(original.size, turn)
    return [scaleX * kept, scaleY * kept, turn]
  }
  const best = laid
    .flatMap(({ orientation, result }) => {
      const tryPlace = roughly(result)
      return TURNS_DEG.map((turn) => ({ orientation, result, at: tryPlace(...place(result, turn))[0]! }))
    })
    .sort((a, b) => byScore(a.at, b.at))
    .slice(0, CLOSER_TURNS)
  return best.flatMap(({ orientation, result, at }) => {
    const tryPlace = closely(result)
    return CLOSER_DEG.flatMap((more) => tryPlace(...place(result, at.rotationDeg + more))).map((at) => ({
      orientation,
      at,
    }))
  })
}

const diagonalOf = ({ width, height }: Size) => Math.hypot(width, height)

/** Where the result may lie, most likely first. */
export function guessWidely({ original, result, sizes }: Pair): Guess[] {
  const seen = { plane: original.plane, size: sizes.original }
  const laid = ORIENTATIONS.map((orientation) => ({
    orientation,
    result: { plane: turnPlane(result.plane, orientation), size: turnSize(sizes.result, orientation) },
  }))
  const search = createSearch(seen, diagonalOf(sizes.original))
  const straight = laid.flatMap(({ orientation, result }) => {
    const tryPlace = search(result)
    return placesToTry(sizes.original, result.size, orientation).flatMap((place) =>
      tryPlace(...place).map((at) => ({ orientation, at })),
    )
  })
  return [...straight, ...guessTurned(seen, laid, search)]
    .filter(({ at }) => at.score >= LEAST_SCORE)
    .sort((a, b) => byScore(a.at, b.at))
    .slice(0, GUESSES)
}

/** Where the result may lie as a small part of the original, most likely first. */
export function guessSmall(original: Pixels, { result, sizes }: Pair): Guess[] {
  const { scaleX, scaleY } = plainResize(sizes.original, sizes.result)
  const fill = Math.min(scaleX, scaleY)
  const longSidePx = Math.max(sizes.original.width, sizes.original.height)
  const plane = brightnessAt(original, {
    width: Math.ceil((sizes.original.width * TINY_GRID) / longSidePx),
    height: Math.ceil((sizes.original.height * TINY_GRID) / longSidePx),
  })
  const searchOn = (side: number) =>
    createSearch(
      { plane, size: sizes.original },
      longSidePx,
      side,
    )({ plane: result.plane, size: sizes.result })
  const onSmall = searchOn(SMALL_GRID)
  const found = SMALL_PARTS.flatMap((part) => onSmall(fill * part, fill * part))
  if (fill * TINY_PART > 1) found.push(...searchOn(TINY_GRID)(1, 1))
  else if (fill * SMALL_PARTS[0]! > 1) found.push(...onSmall(1, 1))
  return found
    .filter(({ score }) => score >= SMALL.leastScore)
    .sort(byScore)
    .slice(0, SMALL.guesses)
    .map((at) => ({ orientation: UPRIGHT, at }))
}

const UPRIGHT: Orientation = { quarters: 0, isMirrored: false }
