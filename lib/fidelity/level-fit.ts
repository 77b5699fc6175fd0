import { centreOf, correct, type Evidence, judge, NO_MOTION, observe, type Pair } from './evidence'
import { findConsensus, type MotionKind, refineMotion } from './motion-fit'
import { POLISH, simplify } from './simplest-transform'
import type { Match, TileSettings } from './tiles'
import type { Transform } from './transform'

/** Tiles at the coarsest level look far; later ones only correct. */
const SEARCH: TileSettings = { tilePx: 20, radiusPx: 7, wantedTiles: 500 }
const CORRECT: TileSettings = { tilePx: 24, radiusPx: 4, wantedTiles: 500 }
/** Enough to tell a good guess from a bad one, in a quarter of the time. */
const GLANCE: TileSettings = { ...SEARCH, wantedTiles: 120 }

export type Found = { transform: Transform; evidence: Evidence }

/** Few matches cannot tell a turn from a scale, nor a scale from a shift. */
const kindFor = (matches: readonly Match[]): MotionKind =>
  matches.length < 6 ? 'shift' : matches.length < 12 ? 'scale' : 'full'

function step(
  pair: Pair,
  from: Transform,
  settings: TileSettings,
  tolerancePx: number,
  isFirst: boolean,
): Found {
  const centre = centreOf(pair)
  const { matches, textured } = observe(pair, from, settings)
  const limits = { tolerancePx, maxTurn: isFirst ? 0.03 : 0.01, maxScale: isFirst ? 0.05 : 0.02 }
  const start = (isFirst ? findConsensus(matches, centre, limits) : NO_MOTION) ?? NO_MOTION
  const motion = refineMotion(matches, start, kindFor(matches), centre, tolerancePx)
  return {
    transform: correct(pair, from, motion),
    evidence: judge(pair, matches, textured, motion, tolerancePx),
  }
}

/** The first look at a guess, at the coarsest level. */
export const fitFirst = (pair: Pair, guess: Transform): Found => step(pair, guess, SEARCH, 1.5, true)

/** The same with few tiles, for guesses of which most are wrong. */
export const glance = (pair: Pair, guess: Transform): Found => step(pair, guess, GLANCE, 1.5, true)

/** Follows a start to the finest level, and there takes the simplest transform that explains as much. */
export function fitFinely(pairs: readonly Pair[], start: Transform): Found & { isPlain: boolean } {
  let found = start
  for (const [i, pair] of pairs.entries()) {
    if (i > 0) found = step(pair, found, CORRECT, 2, false).transform
    found = step(pair, found, POLISH, 1.2, false).transform
  }
  const finest = pairs.at(-1)!
  found = step(finest, found, POLISH, 1, false).transform
  const simplest = simplify(finest, found)
  const { matches, textured } = observe(finest, simplest.transform, POLISH)
  return { ...simplest, evidence: judge(finest, matches, textured, NO_MOTION, 1) }
}
