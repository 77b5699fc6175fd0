import type { Size } from '@/lib/images/raster'
import { searchCoarsely } from './coarse-search'
import { createPyramid, type Level } from './levels'
import {
  findConsensus,
  type Motion,
  type MotionKind,
  refineMotion,
  residualOf,
  supportOf,
  toPlaneAffine,
  weightOf,
} from './motion-fit'
import type { Pixels } from './plane'
import type { Alignment } from './report-schema'
import { type Match, matchTiles, type TileSettings, warpPlane } from './tiles'
import {
  compose,
  cornerDistance,
  fromAffine,
  invert,
  plainResize,
  scaling,
  type Transform,
  toAffine,
} from './transform'

/** Tiles at the coarsest level look far; later ones only correct. */
const SEARCH: TileSettings = { tilePx: 20, stepPx: 12, radiusPx: 7 }
const CORRECT: TileSettings = { tilePx: 24, stepPx: 20, radiusPx: 4 }
const POLISH: TileSettings = { tilePx: 32, stepPx: 28, radiusPx: 2 }
const WANTED_TILES = 500
const MAX_ROTATION_DEG = 1.3
const NO_MOTION: Motion = { x0: 0, xx: 0, y0: 0, yy: 0, turn: 0 }
/** A match is worth something from this likeness on: unrelated tiles reach 0.5 by chance. */
const MIN_LIKENESS = 0.6
/** Share of the evidence from which on no other hypothesis has to be looked at. */
const CLEAR_SHARE = 0.6

type Pair = { original: Level; result: Level; sizes: { original: Size; result: Size } }
type Found = { transform: Transform; evidence: Evidence }
/** `support` is how much agrees, out of `total` textured tiles; `residualPx` in original pixels. */
type Evidence = {
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

/** Small pictures are covered more densely: thin evidence must not be thinned further. */
const denser = (settings: TileSettings, { width, height }: Size): TileSettings => ({
  ...settings,
  stepPx: Math.max(6, Math.min(settings.stepPx, Math.round(Math.sqrt((width * height) / WANTED_TILES)))),
})

function observe(pair: Pair, transform: Transform, settings: TileSettings) {
  const { plane } = pair.original
  const warped = warpPlane(pair.result.plane, planeMap(pair, transform), plane.width, plane.height)
  const { matches, textured } = matchTiles(plane, warped, denser(settings, plane))
  return { matches: matches.filter((match) => match.likeness >= MIN_LIKENESS), textured }
}

/** The transform after the offsets seen in the original's plane are taken out. */
function correct(pair: Pair, transform: Transform, motion: Motion): Transform {
  const { plane, densityX, densityY } = pair.original
  const offset = toPlaneAffine(motion, { x: plane.width / 2, y: plane.height / 2 })
  const inOriginal = compose(
    scaling(1 / densityX, 1 / densityY),
    compose(offset, scaling(densityX, densityY)),
  )
  return fromAffine(compose(invert(inOriginal), toAffine(transform)))
}

function judge(
  pair: Pair,
  matches: Match[],
  textured: number,
  motion: Motion,
  tolerancePx: number,
): Evidence {
  const { plane, densityX } = pair.original
  const centre = { x: plane.width / 2, y: plane.height / 2 }
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

function step(
  pair: Pair,
  from: Transform,
  settings: TileSettings,
  tolerancePx: number,
  isFirst: boolean,
): Found {
  const { plane } = pair.original
  const centre = { x: plane.width / 2, y: plane.height / 2 }
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

function isPlausible(transform: Transform): boolean {
  return Math.abs(transform.rotationDeg) <= MAX_ROTATION_DEG && transform.scaleX > 0 && transform.scaleY > 0
}

/** The best of the hypotheses at the coarsest level; a plain resize is believed first. */
function findStart(pair: Pair): Found {
  const plain = plainResize(pair.sizes.original, pair.sizes.result)
  const asResized = step(pair, plain, SEARCH, 1.5, true)
  if (asResized.evidence.share > CLEAR_SHARE && isPlausible(asResized.transform)) return asResized
  const others = searchCoarsely(pair.original.plane, pair.result.plane, pair.sizes)
    .map((candidate) => step(pair, candidate, SEARCH, 1.5, true))
    .filter((found) => isPlausible(found.transform))
  return others.reduce(
    (best, found) => (found.evidence.support > best.evidence.support * 1.05 ? found : best),
    asResized,
  )
}

/** A turn under this many pixels at the corners is noise. */
const TURN_PX = 0.12
/** A result that lies this near to a plain resize (in its own pixels) was only resized. */
const PLAIN_WITHIN_PX = 0.3
/** Beyond this share of the diagonal it was not. */
const MAYBE_PLAIN = 0.01

/** A plain resize as programs really draw it: exact, or (libvips, when it enlarges) half a pixel to the lower right. */
function plainVariants(sizes: Pair['sizes']): Transform[] {
  const plain = plainResize(sizes.original, sizes.result)
  return [plain, { ...plain, shiftX: -plain.scaleX / 2, shiftY: -plain.scaleY / 2 }]
}

/** How much of the evidence a transform must explain, compared with the one found, to be preferred for its simplicity. */
const AS_GOOD = 0.9

/** How many tiles a transform explains to half a pixel, in the finer of both pictures' pixels. */
function explained(pair: Pair, transform: Transform): number {
  const { plane } = pair.original
  const { matches } = observe(pair, transform, POLISH)
  const tolerancePx = 0.5 * Math.min(1, pair.result.densityX)
  return supportOf(matches, NO_MOTION, { x: plane.width / 2, y: plane.height / 2 }, tolerancePx)
}

/** The plain resize that the result may be: near to what was found, or as good an explanation. */
function findPlain(pair: Pair, found: Transform): Transform | undefined {
  const { result, original } = pair.sizes
  const withinPx = PLAIN_WITHIN_PX * Math.max(1, found.scaleX, found.scaleY)
  const variants = plainVariants(pair.sizes)
  const isFar = variants.every(
    (variant) => cornerDistance(found, variant, result) > MAYBE_PLAIN * Math.hypot(original.width, original.height),
  )
  if (isFar) return undefined
  const near = variants.find((variant) => cornerDistance(found, variant, result) < withinPx)
  if (near) return near
  const needed = AS_GOOD * explained(pair, found)
  return variants.find((variant) => explained(pair, variant) >= needed)
}

/** The simplest transform that explains the tiles as well as the one found. */
function simplify(pair: Pair, found: Transform): { transform: Transform; isPlain: boolean } {
  const { original } = pair.sizes
  const resultPx = Math.max(1, found.scaleX, found.scaleY)
  const plain = findPlain(pair, found)
  if (plain) return { transform: plain, isPlain: true }
  const turn = ((Math.abs(found.rotationDeg) * Math.PI) / 180) * Math.hypot(original.width, original.height)
  if (turn / 2 > TURN_PX * resultPx) return { transform: found, isPlain: false }
  const { plane } = pair.original
  const centre = { x: plane.width / 2, y: plane.height / 2 }
  const upright = { ...found, rotationDeg: 0 }
  const { matches } = observe(pair, upright, POLISH)
  const motion = refineMotion(matches, NO_MOTION, 'scale', centre, 1)
  return { transform: correct(pair, upright, motion), isPlain: false }
}

const ramp = (value: number, from: number, to: number): number =>
  Math.max(0, Math.min(1, (value - from) / (to - from)))

/** 0–1: enough evidence, a fair share of all there is, and spread over the picture. From 0.5 on it is believed. */
function confidenceOf({ support, share, spread }: Evidence): number {
  const amount = 1 - Math.exp(-support / 8)
  return amount * ramp(share, 0.06, 0.26) * ramp(spread, 0.1, 0.35)
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
  const confidence = isPlausible(transform) ? confidenceOf(evidence) : 0
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
