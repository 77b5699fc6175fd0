import { createRandom } from '@/lib/images/pixels/random'
import { type ChangeSamples, listWindows } from './change-samples'
import { type Axes, distanceTo, driftAt, NEAR, STILL, STILL_AXES } from './drift-axes'
import { listFollowers } from './drift-followers'
import { type DriftMean, meansOf, NO_MEAN } from './drift-mean'
import { solveLinear } from './linear-system'
import { movesAll } from './standing-still'

/**
 * How the colours of the whole picture moved: for each OKLab axis the movement as a linear function of the original's
 * colour, `c0 + c1 · lightness + c2 · a + c3 · b + c4 · lightness²` (the last for lifted shadows and clipped lights).
 */
export type Drift = {
  coefficients: Axes
  /** It goes so far that colours meet the border of what sRGB can show. */
  isFar: boolean
  mean: DriftMean
}

export const NO_DRIFT: Drift = {
  coefficients: STILL_AXES,
  isFar: false,
  mean: NO_MEAN,
}

/**
 * How far a drift may go, and how much of the picture must follow it. A mild one is found under large edits; a strong
 * one, such as twice the saturation, is believed when most of the picture says so, and only where it is what a grade
 * does: more or less light, contrast and saturation and a tint, but no hue turned into another.
 */
type Limits = { mean: number; slope: number; turn: number; share: number }
const MILD: Limits = { mean: 0.08, slope: 0.3, turn: 0.3, share: 0.2 }
const STRONG: Limits = { mean: 0.25, slope: 1.2, turn: 0.3, share: 0.6 }
/** Standard deviation of lightness under which a picture is of one. */
const LEAST_SPREAD = 0.02
/** A loss of nearly all contrast hides what else was changed: that is an edit. Colour may go wholly, to grey. */
const MOST_LOSS = { contrast: 0.85, saturation: 1.05 }
/** A drift that not most of the picture follows, and of what follows more than this is the same to the bit, is none. */
const MOST_EXACT = 0.5
/** A drift must explain clearly more of the picture than "nothing moved" does. */
const MUST_WIN_BY = 1.25
const ROUNDS = 250
/** Tried as they are: where most colours met the border of sRGB, those that are left tell little of how far it went. */
const SATURATIONS = Array.from({ length: 22 }, (_, i) => (i - 10) / 10).filter((share) => share !== 0)
/** OKLab distance from which on a drift takes many colours to where sRGB ends. */
const FAR = 0.015
/** With fewer windows than this share free to move, all are asked. */
const LEAST_FREE = 0.05
/** Far under the spread of colours in any photo. */
const RIDGE = 2e-5

type Follows = (index: number) => number

/** Least squares with a little pull towards zero slopes, so that a grey picture does not invent any. */
function fitAxes(samples: ChangeSamples, indices: ArrayLike<number>, weightOf: Follows): Axes | undefined {
  const normal = [0, 1, 2, 3, 4].map((i) =>
    [0, 1, 2, 3, 4].map((j) => (i === j && i > 0 ? RIDGE * indices.length : 0)),
  )
  const right = [0, 1, 2].map(() => [0, 0, 0, 0, 0])
  for (let n = 0; n < indices.length; n++) {
    const i = indices[n]!
    const w = weightOf(i) * samples.weight[i]!
    if (w === 0) continue
    const lightness = samples.lightness[i]!
    const basis = [1, lightness, samples.a[i]!, samples.b[i]!, lightness * lightness]
    for (let r = 0; r < 5; r++) {
      for (let c = 0; c < 5; c++) normal[r]![c]! += w * basis[r]! * basis[c]!
      for (let axis = 0; axis < 3; axis++) right[axis]![r]! += w * basis[r]! * samples.moved[axis]![i]!
    }
  }
  const found = right.map((side) => solveLinear(normal, side))
  return found.every((axis) => axis !== undefined) ? (found as Axes) : undefined
}

/** How many windows follow, each by how closely. */
function supportOf(samples: ChangeSamples, axes: Axes, indices: ArrayLike<number>): number {
  let support = 0
  for (let n = 0; n < indices.length; n++) {
    const distance = distanceTo(samples, axes, indices[n]!) / NEAR
    if (distance < 1) support += 1 - distance * distance
  }
  return support
}

/** Contrast at both ends, and saturation along both axes, may be steep; what leads from one axis to another may not. */
function isWithin([l, a, b]: Axes, { slope, turn }: Limits): boolean {
  const isSteepWithin = (values: number[], mostLoss: number) =>
    values.every((value) => value > -Math.min(slope, mostLoss) && value < slope)
  const crossing = [a, b].flatMap((axis) => [axis[1], axis[1] + 2 * axis[4]]).concat(l[2], l[3], a[3], b[2])
  return (
    isSteepWithin([l[1], l[1] + 2 * l[4]], MOST_LOSS.contrast) &&
    isSteepWithin([a[2], b[3]], MOST_LOSS.saturation) &&
    crossing.every((value) => Math.abs(value) < turn) &&
    Math.abs(a[2] - b[3]) < turn
  )
}

/** The limits that a movement keeps, which so much of the picture follows. */
const isBelievable = (samples: ChangeSamples, axes: Axes, share: number, mean = 0): boolean =>
  (hasVariety(samples) ? [MILD, STRONG] : [MILD]).some(
    (limits) => mean <= limits.mean && share >= limits.share && isWithin(axes, limits),
  )

/** A picture of one lightness tells nothing of a grade: every other colour would be one. */
function hasVariety({ lightness, count }: ChangeSamples): boolean {
  const values = lightness.subarray(0, count)
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count
  return variance > LEAST_SPREAD ** 2
}

/** Random sample consensus on a part of the windows, with a fixed seed; "nothing moved" is the first hypothesis. */
function findConsensus(samples: ChangeSamples, telling: Int32Array): { axes: Axes; share: number } {
  const random = createRandom(samples.count)
  const pick = () => telling[Math.floor(random() * telling.length)]!
  const anyOf = () => Math.floor(random() * samples.count)
  const judges = Int32Array.from({ length: Math.min(1500, samples.count) }, anyOf)
  const unmoved = supportOf(samples, STILL_AXES, judges)
  let best = { axes: STILL_AXES, support: unmoved * MUST_WIN_BY }
  const judge = (axes: Axes | undefined) => {
    if (!axes || !isWithin(axes, STRONG)) return
    const support = supportOf(samples, axes, judges)
    if (support > best.support && isBelievable(samples, axes, support / judges.length))
      best = { axes, support }
  }
  for (let round = 0; round < ROUNDS; round++)
    judge(fitAxes(samples, Int32Array.from({ length: 8 }, pick), () => 1))
  // A few windows tell little of how steep a grade of the whole picture is; all of them do.
  judge(fitAll(samples, telling))
  for (const share of SATURATIONS) judge([STILL, [0, 0, share, 0, 0], [0, 0, 0, share, 0]])
  const support = best.axes === STILL_AXES ? unmoved : best.support
  return { axes: best.axes, share: support / judges.length }
}

/** Windows weigh the less the farther they lie from a movement, and nothing from `near` on. */
const followersOf =
  (samples: ChangeSamples, axes: Axes, near: number): Follows =>
  (i) =>
    Math.max(0, 1 - (distanceTo(samples, axes, i) / near) ** 2) ** 2

/** The movement of most windows, those that lie far from it left out step by step. */
export function fitAll(samples: ChangeSamples, indices: Int32Array): Axes | undefined {
  let axes = fitAxes(samples, indices, () => 1)
  for (const near of [8 * NEAR, 4 * NEAR, 2 * NEAR, NEAR]) {
    const from = axes
    if (!from) return undefined
    axes = fitAxes(samples, indices, followersOf(samples, from, near))
  }
  return axes
}

/**
 * The colour drift of the part that did not change otherwise, found robustly: more than half of the picture may be
 * edited. Reported means are result minus original over the windows that follow the drift.
 */
export function fitDrift(samples: ChangeSamples): Drift {
  if (samples.count < 12) return NO_DRIFT
  const telling = listTelling(samples)
  const start = findConsensus(samples, telling)
  if (start.share < MILD.share) return NO_DRIFT
  const axes = refine(samples, telling, start.axes)
  const followers = telling.filter((i) => distanceTo(samples, axes, i) < NEAR)
  const means = meansOf(samples, axes, followers, listFollowers(samples, axes))
  const mean = Math.hypot(means.lightness, means.a, means.b)
  const isDrift =
    isBelievable(samples, axes, start.share, mean) &&
    movesAll(samples, telling, axes) &&
    !isChance(samples, followers)
  return isDrift ? { coefficients: axes, isFar: means.distance > FAR, mean: means } : NO_DRIFT
}

/**
 * True where a movement was drawn through what stands still and a little more: a product that was put on white stands
 * still, and its sky, nearly white before, moved a little.
 */
function isChance(samples: ChangeSamples, followers: Int32Array): boolean {
  const exact = followers.filter((i) => samples.movedSquare[i] === 0)
  return followers.length < STRONG.share * samples.count && exact.length > MOST_EXACT * followers.length
}

/** The movement of all windows that follow a first one, unless fewer follow it then. */
function refine(samples: ChangeSamples, telling: Int32Array, start: Axes): Axes {
  let axes = start
  for (const near of [2 * NEAR, 1.5 * NEAR, NEAR, NEAR]) {
    axes = fitAxes(samples, telling, followersOf(samples, axes, near)) ?? axes
  }
  const all = listWindows(samples)
  return supportOf(samples, axes, all) >= supportOf(samples, start, all) ? axes : start
}

/** How the given windows moved as a whole, whether or not a drift tells it of each. */
export const meansOfMovement = (samples: ChangeSamples, indices: Int32Array): DriftMean =>
  meansOf(samples, fitAxes(samples, indices, () => 1) ?? STILL_AXES, indices, indices)

/** The windows that tell how far colours moved; all of them, where most met the border of what can be shown. */
function listTelling(samples: ChangeSamples): Int32Array {
  const { count, clipped } = samples
  const all = listWindows(samples)
  const free = all.filter((i) => clipped[i] === 0)
  return free.length >= LEAST_FREE * count ? free : all
}

/** OKLab distance of a window of the result from the original after the drift is taken out, as differences of means. */
export const distanceAfter = (samples: ChangeSamples, drift: Drift, index: number): number =>
  distanceTo(samples, drift.coefficients, index)

/** Takes the drift out of the square of the differences within a window. */
export function roughnessAfter(samples: ChangeSamples, { coefficients }: Drift, i: number): number {
  let square = samples.movedSquare[i]!
  coefficients.forEach((axis, k) => {
    const drift = driftAt(samples, axis, i)
    square += drift * drift - 2 * drift * samples.moved[k]![i]!
  })
  return samples.weight[i]! * Math.sqrt(Math.max(0, square))
}
