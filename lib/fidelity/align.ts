import type { Size } from '@/lib/images/raster'
import { searchCoarsely } from './coarse-search'
import { confidenceOf, type Evidence, type Pair } from './evidence'
import { type Found, fitFinely, fitFirst } from './level-fit'
import { createPyramid } from './levels'
import type { Pixels } from './plane'
import type { Alignment } from './report-schema'
import { plainResize, type Transform } from './transform'
import { findElsewhere } from './wider-search'

const MAX_ROTATION_DEG = 1.3
/** A result that shows less of the original than this is looked for by what it shows alone, see `findElsewhere`. */
const MIN_OVERLAP = 0.6
/** Share of the evidence from which on no other hypothesis has to be looked at. */
const CLEAR_SHARE = 0.6

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

/** The best of the usual hypotheses at the coarsest level, one of which is at hand. */
function findStart(pair: Pair, asResized: Found): Found {
  const others = searchCoarsely(pair.original.plane, pair.result.plane, pair.sizes)
    .map((candidate) => fitFirst(pair, candidate))
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
 * What is not clearly a resize is first looked for as a part of the original, turned or mirrored; see `findElsewhere`.
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
  if (elsewhere) return locationOf(elsewhere.transform, elsewhere.transform, elsewhere.evidence)
  const start = isClear ? asResized : findStart(coarse, asResized)
  const { transform, isPlain, evidence } = fitFinely(pairs, start.transform)
  const confidence = isUsual(transform) ? confidenceOf(evidence) : 0
  if (confidence < 0.5) return locationOf(plain, plain, evidence, confidence)
  return locationOf(transform, isPlain ? plain : transform, evidence)
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
