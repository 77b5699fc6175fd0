import type { Box, Size } from '@/lib/images/raster'
import { type Candidate, createTry, type Try } from './coarse-search'
import { cropPixels, widenTransform } from './crop'
import { confidenceOf, type Evidence, type Pair } from './evidence'
import { fitFinely, fitFirst } from './level-fit'
import { createPyramid, type Level } from './levels'
import { isUpright, type Orientation, turnPlane, turnSize, withOrientation } from './orientation'
import type { Pixels } from './plane'
import { plainResize, spanOf, type Transform, toAffine } from './transform'

/** The eight ways to lay down a rectangle, upright first. */
const ORIENTATIONS: readonly Orientation[] = [false, true].flatMap((isMirrored) =>
  ([0, 1, 2, 3] as const).map((quarters) => ({ quarters, isMirrored })),
)
/** The result with its orientation undone is looked for at these turns, in degrees … */
const TURNS_DEG = Array.from({ length: 36 }, (_, i) => (i < 18 ? i - 18 : i - 17) * 2.5)
/** … and as a part of the original, down to a quarter of its sides. */
const PARTS = Array.from({ length: 28 }, (_, i) => 0.95 ** (i + 1))
/** Parts of a photo reach 0.3 and more, unrelated pictures 0.17 by chance. */
const LEAST_SCORE = 0.2
/** Scales nearer than this are one. */
const SAME_SCALE = 0.02
/** So many of the guesses are looked at more closely. */
const GUESSES = 2
/** Room around the part of the original that a guess says the result shows, as a share of that part. */
const ROOM = 0.08
/** What is guessed so widely must explain more of the picture than a resize has to. */
const LEAST_SHARE = 0.5

/** A smaller part says nothing. */
const LEAST_PART_PX = 16

type Guess = { orientation: Orientation; at: Candidate }
type Elsewhere = { transform: Transform; evidence: Evidence }

/** The share of its sides that a picture keeps when it is turned and the empty corners are cut off. */
function keptByTurn({ width, height }: Size, degrees: number): number {
  const angle = Math.abs((degrees * Math.PI) / 180)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return Math.min(width / (width * cos + height * sin), height / (width * sin + height * cos))
}

/**
 * Ways in which a tool makes a picture of its own size from a whole, or from a part of it: stretched, filled, or px for
 * px. Upright also from small parts, and turned with its corners cut off.
 */
function placesToTry(original: Size, result: Size, orientation: Orientation): Parameters<Try>[] {
  const { scaleX: x, scaleY: y } = plainResize(original, result)
  const fill = Math.min(x, y)
  const places: Parameters<Try>[] = [[x, y]]
  if (Math.abs(x / y - 1) > SAME_SCALE) places.push([fill, fill])
  if (fill > 1 + SAME_SCALE) places.push([1, 1])
  if (!isUpright(orientation)) return places
  const turned = TURNS_DEG.map((turn): Parameters<Try> => {
    const kept = keptByTurn(original, turn)
    return [x * kept, y * kept, turn]
  })
  return [...places, ...PARTS.map((part): Parameters<Try> => [fill * part, fill * part]), ...turned]
}

/** Where the result may lie, most likely first. */
function guess({ original, result, sizes }: Pair): Guess[] {
  const roomPx = Math.hypot(sizes.original.width, sizes.original.height)
  return ORIENTATIONS.flatMap((orientation) => {
    const size = turnSize(sizes.result, orientation)
    const pair = {
      original: original.plane,
      result: turnPlane(result.plane, orientation),
      sizes: { original: sizes.original, result: size },
    }
    const tryPlace = createTry(pair, roomPx)
    return placesToTry(sizes.original, size, orientation).flatMap((place) =>
      tryPlace(...place).map((at) => ({ orientation, at })),
    )
  })
    .filter(({ at }) => at.score >= LEAST_SCORE)
    .sort((a, b) => b.at.score - a.at.score)
    .slice(0, GUESSES)
}

/** The part of the original that a guess speaks of, with some room, in whole px. */
function partOf(original: Size, result: Size, at: Transform): Box {
  const there = spanOf(toAffine(at), result)
  const withRoom = (from: number, to: number, length: number): [number, number] => {
    const room = ROOM * (to - from)
    return [Math.max(0, Math.floor(from - room)), Math.min(length, Math.ceil(to + room))]
  }
  const [left, right] = withRoom(there.left, there.right, original.width)
  const [top, bottom] = withRoom(there.top, there.bottom, original.height)
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** The pyramid of a result with its orientation undone. */
const turnLevels = (levels: Level[], orientation: Orientation): Level[] =>
  levels.map(({ plane, densityX, densityY }) => {
    const { width, height } = turnSize({ width: densityX, height: densityY }, orientation)
    return { plane: turnPlane(plane, orientation), densityX: width, densityY: height }
  })

/** A guess as the fit of an upright result on that part of the original. */
function framed(original: Pixels, result: Pixels, { orientation, at }: Guess, box: Box) {
  const part = cropPixels(original, box)
  const originals = createPyramid(part, result)
  const results = turnLevels(createPyramid(result, part), orientation)
  const sizes = {
    original: { width: box.width, height: box.height },
    result: turnSize(result, orientation),
  }
  return {
    pairs: originals.map((level, i): Pair => ({ original: level, result: results[i]!, sizes })),
    start: widenTransform(at, { ...box, x: -box.x, y: -box.y }),
  }
}

/**
 * Looks for the result as a part of the original (a crop), laid on its side, mirrored, or turned by up to 45°. Each
 * guess of a search over edge directions is verified by tiles, like every other alignment, but seen in that part of the
 * original alone; it must explain half of it.
 * @param coarse both pictures as they are, at the coarsest level
 * @param isOrdinary true for what the usual search finds: where that is more likely, it is left to it
 */
export function findElsewhere(
  original: Pixels,
  result: Pixels,
  coarse: Pair,
  isOrdinary: (at: Transform) => boolean,
): Elsewhere | undefined {
  for (const guessed of guess(coarse)) {
    if (isUpright(guessed.orientation) && isOrdinary(guessed.at)) return undefined
    const box = partOf(original, turnSize(result, guessed.orientation), guessed.at)
    if (Math.min(box.width, box.height) < LEAST_PART_PX) continue
    const { pairs, start } = framed(original, result, guessed, box)
    const first = fitFirst(pairs[0]!, start)
    if (first.evidence.share < LEAST_SHARE) continue
    const { transform, evidence } = fitFinely(pairs, first.transform)
    if (evidence.share < LEAST_SHARE || confidenceOf(evidence) < 0.5) continue
    return {
      transform: withOrientation(widenTransform(transform, box), guessed.orientation, result),
      evidence,
    }
  }
  return undefined
}
