import type { Size } from '@/lib/images/raster'
import { searchCoarsely } from './coarse-search'
import { confidenceOf, type Evidence, type Pair } from './evidence'
import { type Found, fitFinely, fitFirst, glance } from './level-fit'
import { createPyramid } from './levels'
import type { Pixels } from './plane'
import type { Alignment } from './report-schema'
import { plainResize, spanOf, type Transform, toAffine } from './transform'
import { findElsewhere, findSmallPart } from './wider-search'

const MAX_ROTATION_DEG = 1.3
/** A result that shows less of the original than this is looked for by what it shows alone, see `findElsewhere`. */
const MIN_OVERLAP = 0.6
/** Share of the evidence from which on no other hypothesis has to be looked at. */
const CLEAR_SHARE = 0.6
/** So many of the usual hypotheses are looked at closely. */
const LOOKED_AT = 3
/** A crop lies within the original. What reaches further may be a large part that was copied within an edited picture. */
const WITHIN_SHARE = 0.9
/** The share of the original's frame that the result reaches over. */
function overlapOf(transform: Transform, { original, result }: Pair['sizes']): number {
  const { left, right, top, bottom } = spanOf(toAffine(transform), result)
  const shared = (from: number, to: number, length: number) =>
    Math.max(0, Math.min(length, to) - Math.max(0, from)) / length
  return shared(left, right, original.width) * shared(top, bottom, original.height)
}

/** The share of the result that lies on the original. */
function withinShareOf(transform: Transform, sizes: Pair['sizes']): number {
  const { original, result } = sizes
  const shownPx = overlapOf(transform, sizes) * original.width * original.height
  return shownPx / (Math.abs(transform.scaleX) * transform.scaleY * result.width * result.height)
}

function isPlausible(transform: Transform, sizes: Pair['sizes']): boolean {
  const isUpright = Math.abs(transform.rotationDeg) <= MAX_ROTATION_DEG
  return (
    isUpright && transform.scaleX > 0 && transform.scaleY > 0 && overlapOf(transform, sizes) >= MIN_OVERLAP
  )
}

/** The best of the usual hypotheses at the coarsest level, one of which is at hand. */
function findStart(pair: Pair, asResized: Found): Found {
  const worth = ({ transform, evidence }: Found) => evidence.support * overlapOf(transform, pair.sizes)
  const guesses = searchCoarsely(
    { plane: pair.original.plane, size: pair.sizes.original },
    { plane: pair.result.plane, size: pair.sizes.result },
  )
  return guesses
    .map((guess) => ({ guess, worth: worth(glance(pair, guess)) }))
    .sort((a, b) => b.worth - a.worth)
    .slice(0, LOOKED_AT)
    .map(({ guess }) => fitFirst(pair, guess))
    .filter((found) => isPlausible(found.transform, pair.sizes))
    .reduce((best, found) => (worth(found) > worth(best) * 1.05 ? found : best), asResized)
}

/** An alignment to report, and the transform by which the result is drawn: they differ by half a result pixel at most. */
export type Location = { alignment: Alignment; transform: Transform }

/**
 * Finds how the result lies on the original: scale on each axis, shift, and a turn within ±1°.
 * Coarse to fine: edge directions are correlated over scales and shifts, then tiles of the original are looked for in
 * the result at three sizes and fitted robustly, so that up to 60 % of the picture may be edited and its colours changed.
 * What is not clearly a resize is first looked for as a part of the original, turned or mirrored; see `findElsewhere`;
 * what is found nowhere, as a small part of it.
 * Where the evidence is thin, the answer is a plain resize with `reliable: false`.
 * @param original any size, 1–4 channels of 8 or 16 bits
 * @param result any size; its own channels and bits
 */
export function locate(original: Pixels, result: Pixels): Location {
  const sizes = { original: sizeOf(original), result: sizeOf(result) }
  const [originals, results] = [createPyramid(original, result), createPyramid(result, original)]
  const pairs = originals.map((level, i): Pair => ({ original: level, result: results[i]!, sizes }))
  const coarse = pairs[0]!
  const plain = plainResize(sizes.original, sizes.result)
  const isUsual = (transform: Transform) => isPlausible(transform, sizes)
  const asResized = fitFirst(coarse, plain)
  const isClear = asResized.evidence.share > CLEAR_SHARE && isUsual(asResized.transform)
  const elsewhere = isClear ? undefined : findElsewhere(original, result, coarse, isUsual)
  const isWithin = elsewhere !== undefined && withinShareOf(elsewhere.transform, sizes) >= WITHIN_SHARE
  const start = isClear || isWithin ? asResized : findStart(coarse, asResized)
  if (elsewhere && (isWithin || confidenceOf(start.evidence) < 0.5))
    return locationOf(elsewhere.transform, elsewhere.transform, elsewhere.evidence)
  const { transform, isPlain, evidence } = fitFinely(pairs, start.transform)
  const confidence = isUsual(transform) ? confidenceOf(evidence) : 0
  if (confidence >= 0.5) return locationOf(transform, isPlain ? plain : transform, evidence)
  const part = findSmallPart(original, result, coarse)
  if (part) return locationOf(part.transform, part.transform, part.evidence)
  return locationOf(plain, plain, evidence, confidence)
}

function locationOf(
  transform: Transform,
  reported: Transform,
  evidence: Evidence,
  confidence = confidenceOf(evidence),
): Location {
  const { residualPx } = evidence
  return { alignment: { ...reported, residualPx, confidence, reliable: confidence >= 0.5 }, transform }
}

/** The alignment alone; see `locate`. */
export const align = (original: Pixels, result: Pixels): Alignment => locate(original, result).alignment

const sizeOf = ({ width, height }: Size): Size => ({ width, height })
