import type { Size } from '@/lib/images/raster'
import { searchCoarsely } from './coarse-search'
import {
  centreOf,
  confidenceOf,
  correct,
  type Evidence,
  judge,
  NO_MOTION,
  observe,
  type Pair,
} from './evidence'
import { createPyramid } from './levels'
import { findConsensus, type MotionKind, refineMotion } from './motion-fit'
import type { Pixels } from './plane'
import type { Alignment } from './report-schema'
import { POLISH, simplify } from './simplest-transform'
import type { Match, TileSettings } from './tiles'
import { plainResize, type Transform } from './transform'

/** Tiles at the coarsest level look far; later ones only correct. */
const SEARCH: TileSettings = { tilePx: 20, radiusPx: 7 }
const CORRECT: TileSettings = { tilePx: 24, radiusPx: 4 }
const MAX_ROTATION_DEG = 1.3
/** A result that shows less of the original than this is another picture, or content that was moved within it. */
const MIN_OVERLAP = 0.6
/** Share of the evidence from which on no other hypothesis has to be looked at. */
const CLEAR_SHARE = 0.6

type Found = { transform: Transform; evidence: Evidence }

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

/** Few matches cannot tell a turn from a scale, nor a scale from a shift. */
const kindFor = (matches: readonly Match[]): MotionKind =>
  matches.length < 6 ? 'shift' : matches.length < 12 ? 'scale' : 'full'

/** The share of the original that the result shows, leaving turns aside. */
function overlapOf(
  { scaleX, scaleY, shiftX, shiftY }: Transform,
  { original, result }: Pair['sizes'],
): number {
  const shared = (shift: number, length: number, whole: number) =>
    Math.max(0, Math.min(whole, shift + length) - Math.max(0, shift)) / whole
  return (
    shared(shiftX, scaleX * result.width, original.width) *
    shared(shiftY, scaleY * result.height, original.height)
  )
}

function isPlausible(transform: Transform, sizes: Pair['sizes']): boolean {
  const isUpright = Math.abs(transform.rotationDeg) <= MAX_ROTATION_DEG
  return (
    isUpright && transform.scaleX > 0 && transform.scaleY > 0 && overlapOf(transform, sizes) >= MIN_OVERLAP
  )
}

/** The best of the hypotheses at the coarsest level; a plain resize is believed first. */
function findStart(pair: Pair): Found {
  const plain = plainResize(pair.sizes.original, pair.sizes.result)
  const asResized = step(pair, plain, SEARCH, 1.5, true)
  if (asResized.evidence.share > CLEAR_SHARE && isPlausible(asResized.transform, pair.sizes)) return asResized
  const others = searchCoarsely(pair.original.plane, pair.result.plane, pair.sizes)
    .map((candidate) => step(pair, candidate, SEARCH, 1.5, true))
    .filter((found) => isPlausible(found.transform, pair.sizes))
  const worth = ({ transform, evidence }: Found) => evidence.support * overlapOf(transform, pair.sizes)
  return others.reduce((best, found) => (worth(found) > worth(best) * 1.05 ? found : best), asResized)
}

/** An alignment to report, and the transform by which the result is drawn: they differ by half a result pixel at most. */
export type Location = { alignment: Alignment; transform: Transform }

/**
 * Finds how the result lies on the original: scale on each axis, shift, and a turn within ±1°.
 * Coarse to fine: edge directions are correlated over scales and shifts, then tiles of the original are looked for in
 * the result at three sizes and fitted robustly, so that up to 60 % of the picture may be edited and its colours changed.
 * Where the evidence is thin, the answer is a plain resize with `reliable: false`.
 * @param original any size, 1–4 channels of 8 or 16 bits
 * @param result any size; its own channels and bits
 */
export function locate(original: Pixels, result: Pixels): Location {
  const sizes = { original: sizeOf(original), result: sizeOf(result) }
  const [originals, results] = [createPyramid(original, result), createPyramid(result, original)]
  const pairs = originals.map((level, i): Pair => ({ original: level, result: results[i]!, sizes }))
  let found = findStart(pairs[0]!)
  for (const [i, pair] of pairs.entries()) {
    if (i > 0) found = step(pair, found.transform, CORRECT, 2, false)
    found = step(pair, found.transform, POLISH, 1.2, false)
  }
  const finest = pairs.at(-1)!
  found = step(finest, found.transform, POLISH, 1, false)
  const { transform, isPlain } = simplify(finest, found.transform)
  const { matches, textured } = observe(finest, transform, POLISH)
  const evidence = judge(finest, matches, textured, NO_MOTION, 1)
  const confidence = isPlausible(transform, sizes) ? confidenceOf(evidence) : 0
  const reliable = confidence >= 0.5
  const plain = plainResize(sizes.original, sizes.result)
  return {
    alignment: {
      ...(reliable && !isPlain ? transform : plain),
      residualPx: evidence.residualPx,
      confidence,
      reliable,
    },
    transform: reliable ? transform : plain,
  }
}

/** The alignment alone; see `locate`. */
export const align = (original: Pixels, result: Pixels): Alignment => locate(original, result).alignment

const sizeOf = ({ width, height }: Size): Size => ({ width, height })
