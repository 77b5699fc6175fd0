import type { Size } from '@/lib/images/raster'
import type { Level } from './levels'
import { type Centre, type Motion, residualOf, supportOf, toPlaneAffine, weightOf } from './motion-fit'
import { type Match, matchTiles, type TileSettings, warpPlane } from './tiles'
import { compose, fromAffine, invert, scaling, type Transform, toAffine } from './transform'

/** Both pictures at one size of the pyramid. */
export type Pair = { original: Level; result: Level; sizes: { original: Size; result: Size } }

/** A match is worth something from this likeness on: unrelated tiles reach 0.5 by chance. */
const MIN_LIKENESS = 0.6
export const NO_MOTION: Motion = { x0: 0, xx: 0, y0: 0, yy: 0, turn: 0 }

/** The middle of the plane in which matches are counted. */
export const centreOf = ({ original: { plane } }: Pair): Centre => ({
  x: plane.width / 2,
  y: plane.height / 2,
})

/** `support` is how much agrees, out of `total` textured tiles; `residualPx` in original pixels. */
export type Evidence = {
  matches: Match[]
  support: number
  total: number
  share: number
  spread: number
  residualPx: number
}

/** The map from a level's original plane to its result plane, under a transform in full-size pixels. */
function planeMap({ original, result }: Pair, transform: Transform) {
  const toResult = invert(toAffine(transform))
  return compose(
    scaling(result.densityX, result.densityY),
    compose(toResult, scaling(1 / original.densityX, 1 / original.densityY)),
  )
}

/** Looks for the original's tiles where the transform says that they are, and around. */
export function observe(pair: Pair, transform: Transform, settings: TileSettings) {
  const { plane } = pair.original
  const warped = warpPlane(pair.result.plane, planeMap(pair, transform), plane.width, plane.height)
  const { matches, textured } = matchTiles(plane, warped, settings)
  return { matches: matches.filter((match) => match.likeness >= MIN_LIKENESS), textured }
}

/** The transform after the offsets seen in the original's plane are taken out. */
export function correct(pair: Pair, transform: Transform, motion: Motion): Transform {
  const { densityX, densityY } = pair.original
  const offset = toPlaneAffine(motion, centreOf(pair))
  const inOriginal = compose(
    scaling(1 / densityX, 1 / densityY),
    compose(offset, scaling(densityX, densityY)),
  )
  return fromAffine(compose(invert(inOriginal), toAffine(transform)))
}

/** What speaks for a motion on top of the transform under which the matches were seen. */
export function judge(
  pair: Pair,
  matches: Match[],
  textured: number,
  motion: Motion,
  tolerancePx: number,
): Evidence {
  const { plane, densityX } = pair.original
  const centre = centreOf(pair)
  const support = supportOf(matches, motion, centre, tolerancePx)
  const total = Math.max(
    textured * 0.35,
    matches.reduce((sum, match) => sum + weightOf(match), 0),
  )
  return {
    matches,
    support,
    total,
    share: total > 0 ? support / total : 0,
    spread: spreadOf(
      matches.filter((match) => supportOf([match], motion, centre, tolerancePx) > 0),
      plane,
    ),
    residualPx: residualOf(matches, motion, centre, tolerancePx) / densityX,
  }
}

/** How far the evidence reaches over the picture: the smaller side of its extent as a share, 0–1. */
function spreadOf(matches: readonly Match[], plane: Size): number {
  if (matches.length < 4) return 0
  const extent = (values: number[]) => {
    const sorted = values.sort((a, b) => a - b)
    const cut = Math.floor(sorted.length * 0.05)
    return sorted[sorted.length - 1 - cut]! - sorted[cut]!
  }
  return Math.min(
    extent(matches.map((m) => m.x)) / plane.width,
    extent(matches.map((m) => m.y)) / plane.height,
  )
}

const ramp = (value: number, from: number, to: number): number =>
  Math.max(0, Math.min(1, (value - from) / (to - from)))

/** 0–1: enough evidence, a fair share of all there is, and spread over the picture. From 0.5 on it is believed. */
export function confidenceOf({ support, share, spread }: Evidence): number {
  const amount = 1 - Math.exp(-support / 8)
  return amount * ramp(share, 0.06, 0.26) * ramp(spread, 0.1, 0.35)
}
