import type { Box, Size } from '@/lib/images/raster'
import { cropPixels, widenTransform } from './crop'
import { confidenceOf, type Evidence, type Pair } from './evidence'
import { type Guess, guessSmall, guessWidely } from './guesses'
import { fitFinely, fitFirst, glance } from './level-fit'
import { createCoarsest, createPyramid, type Level } from './levels'
import { isUpright, type Orientation, turnPlane, turnSize, withOrientation } from './orientation'
import type { Pixels } from './plane'
import { spanOf, type Transform, toAffine } from './transform'

/** Room around the part of the original that a guess says the result shows, as a share of that part. */
const ROOM = 0.08
/** What is guessed so widely must explain more of the picture than a resize has to. */
const LEAST_SHARE = 0.5
const LEAST_SHARE_OF_SMALL = 0.65
/** Of few tiles. */
const LEAST_AT_A_GLANCE = 0.3
/** A smaller part says nothing. */
const LEAST_PART_PX = 16

type Elsewhere = { transform: Transform; evidence: Evidence }

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

/** A result's level with its orientation undone. */
function turnLevel({ plane, densityX, densityY }: Level, orientation: Orientation): Level {
  const { width, height } = turnSize({ width: densityX, height: densityY }, orientation)
  return { plane: turnPlane(plane, orientation), densityX: width, densityY: height }
}

/**
 * A guess followed to the finest level, as the fit of an upright result on that part of the original; undefined where
 * the tiles do not bear it out.
 * @param coarse the result at the coarsest level
 */
function verify(
  original: Pixels,
  result: Pixels,
  coarse: Level,
  { orientation, at }: Guess,
  leastShare: number,
): Elsewhere | undefined {
  const upright = turnSize(sizeOf(result), orientation)
  const box = partOf(original, upright, at)
  if (Math.min(box.width, box.height) < LEAST_PART_PX) return undefined
  const part = cropPixels(original, box)
  const sizes = { original: sizeOf(box), result: upright }
  const toPair = (level: Level, of: Level): Pair => ({
    original: level,
    result: turnLevel(of, orientation),
    sizes,
  })
  const start = widenTransform(at, { ...box, x: -box.x, y: -box.y })
  const small = toPair(createCoarsest(part), coarse)
  if (glance(small, start).evidence.share < LEAST_AT_A_GLANCE) return undefined
  const first = fitFirst(small, start)
  if (first.evidence.share < leastShare) return undefined
  const results = createPyramid(result, part)
  const pairs = createPyramid(part, result).map((level, i) => toPair(level, results[i]!))
  const { transform, evidence } = fitFinely(pairs, first.transform)
  if (evidence.share < leastShare || confidenceOf(evidence) < 0.5) return undefined
  return { transform: withOrientation(widenTransform(transform, box), orientation, result), evidence }
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height })

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
  for (const guessed of guessWidely(coarse)) {
    if (isUpright(guessed.orientation) && isOrdinary(guessed.at)) return undefined
    const found = verify(original, result, coarse.result, guessed, LEAST_SHARE)
    if (found) return found
  }
  return undefined
}

/**
 * Looks for the result as a part of a third to a tenth of the original's sides, or as a still smaller one of which the
 * px were left as they are. Of so little more must be explained.
 * @param coarse both pictures at the coarsest level
 */
export function findSmallPart(original: Pixels, result: Pixels, coarse: Pair): Elsewhere | undefined {
  for (const guessed of guessSmall(original, coarse)) {
    const found = verify(original, result, coarse.result, guessed, LEAST_SHARE_OF_SMALL)
    if (found) return found
  }
  return undefined
}
