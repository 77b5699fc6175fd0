import { createRandom } from '@/lib/images/random'
import type { ChangeSamples } from './change-samples'
import { solveLinear } from './linear-system'

/**
 * How the colours of the whole picture moved: for each OKLab axis the movement as a linear function of the original's
 * colour, `c0 + c1 · lightness + c2 · a + c3 · b + c4 · lightness²` (the last for lifted shadows and clipped lights).
 */
export type Drift = { coefficients: [Axis, Axis, Axis]; mean: DriftMean }

/** What the drift did to the windows that follow it, in OKLab. */
export type DriftMean = {
  lightness: number
  a: number
  b: number
  /** By how much lightness moves away from the middle, and colour from grey: 0.1 = a tenth more. */
  contrast: number
  saturation: number
  /** Root mean square of how far they moved: a contrast moves much, and nothing on the mean. */
  distance: number
}
type Axis = [number, number, number, number, number]

const STILL: Axis = [0, 0, 0, 0, 0]
export const NO_DRIFT: Drift = {
  coefficients: [STILL, STILL, STILL],
  mean: { lightness: 0, a: 0, b: 0, contrast: 0, saturation: 0, distance: 0 },
}

/** OKLab distance within which a window follows a drift. */
const NEAR = 0.012
/** A change of the whole picture beyond this is an edit, not a drift. */
const MAX_DRIFT = 0.08
const MAX_SLOPE = 0.3
/** With less of the picture following, there is no drift to speak of. */
const MIN_SHARE = 0.2
/** A drift must explain clearly more of the picture than "nothing moved" does. */
const MUST_WIN_BY = 1.25
const ROUNDS = 250
/** Far under the spread of colours in any photo. */
const RIDGE = 2e-5

type Follows = (index: number) => number

function distanceTo(samples: ChangeSamples, [l, a, b]: [Axis, Axis, Axis], i: number): number {
  const [x, y, z] = [samples.lightness[i]!, samples.a[i]!, samples.b[i]!]
  const dl = samples.moved[0][i]! - l[0] - l[1] * x - l[2] * y - l[3] * z - l[4] * x * x
  const da = samples.moved[1][i]! - a[0] - a[1] * x - a[2] * y - a[3] * z - a[4] * x * x
  const db = samples.moved[2][i]! - b[0] - b[1] * x - b[2] * y - b[3] * z - b[4] * x * x
  return samples.weight[i]! * Math.sqrt(dl * dl + da * da + db * db)
}

/** Least squares with a little pull towards zero slopes, so that a grey picture does not invent any. */
function fitAxes(
  samples: ChangeSamples,
  indices: ArrayLike<number>,
  weightOf: Follows,
): [Axis, Axis, Axis] | undefined {
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
  return found.every((axis) => axis !== undefined) ? (found as [Axis, Axis, Axis]) : undefined
}

/** How many windows follow, each by how closely. */
function supportOf(samples: ChangeSamples, axes: [Axis, Axis, Axis], indices: ArrayLike<number>): number {
  let support = 0
  for (let n = 0; n < indices.length; n++) {
    const distance = distanceTo(samples, axes, indices[n]!) / NEAR
    if (distance < 1) support += 1 - distance * distance
  }
  return support
}

const isMild = (axes: [Axis, Axis, Axis]): boolean =>
  axes.every(([, lightness, a, b, square]) =>
    [lightness, lightness + 2 * square, a, b].every((slope) => Math.abs(slope) < MAX_SLOPE),
  )

/** Random sample consensus on a part of the windows, with a fixed seed; "nothing moved" is the first hypothesis. */
function findConsensus(samples: ChangeSamples): { axes: [Axis, Axis, Axis]; share: number } {
  const random = createRandom(samples.count)
  const pick = () => Math.floor(random() * samples.count)
  const judges = Int32Array.from({ length: Math.min(1500, samples.count) }, pick)
  const still: [Axis, Axis, Axis] = [STILL, STILL, STILL]
  const unmoved = supportOf(samples, still, judges)
  let best = { axes: still, support: unmoved * MUST_WIN_BY }
  for (let round = 0; round < ROUNDS; round++) {
    const axes = fitAxes(samples, Int32Array.from({ length: 8 }, pick), () => 1)
    if (!axes || !isMild(axes)) continue
    const support = supportOf(samples, axes, judges)
    if (support > best.support) best = { axes, support }
  }
  const support = best.axes === still ? unmoved : best.support
  return { axes: best.axes, share: support / judges.length }
}

/**
 * The colour drift of the part that did not change otherwise, found robustly: more than half of the picture may be
 * edited. Reported means are result minus original over the windows that follow the drift.
 */
export function fitDrift(samples: ChangeSamples): Drift {
  if (samples.count < 12) return NO_DRIFT
  const start = findConsensus(samples)
  if (start.share < MIN_SHARE) return NO_DRIFT
  const all = Int32Array.from({ length: samples.count }, (_, i) => i)
  let axes = start.axes
  for (const near of [2 * NEAR, 1.5 * NEAR, NEAR, NEAR]) {
    const follows: Follows = (i) => Math.max(0, 1 - (distanceTo(samples, axes, i) / near) ** 2) ** 2
    axes = fitAxes(samples, all, follows) ?? axes
  }
  const followers = all.filter((i) => distanceTo(samples, axes, i) < NEAR)
  const means = meansOf(samples, axes, followers)
  const isDrift = isMild(axes) && Math.hypot(means.lightness, means.a, means.b) <= MAX_DRIFT
  return isDrift ? { coefficients: axes, mean: means } : NO_DRIFT
}

function meansOf(samples: ChangeSamples, axes: [Axis, Axis, Axis], followers: Int32Array): DriftMean {
  const count = Math.max(1, followers.length)
  const sums = [0, 0, 0]
  let [square, lightness] = [0, 0]
  for (const i of followers) {
    axes.forEach((axis, k) => {
      sums[k]! += samples.moved[k]![i]!
      square += driftAt(samples, axis, i) ** 2
    })
    lightness += samples.lightness[i]!
  }
  const [l, a, b] = axes
  return {
    lightness: sums[0]! / count,
    a: sums[1]! / count,
    b: sums[2]! / count,
    contrast: l[1] + (2 * l[4] * lightness) / count,
    saturation: (a[2] + b[3]) / 2,
    distance: Math.sqrt(square / count),
  }
}

/** How far the drift moves a window along one axis. */
const driftAt = (samples: ChangeSamples, axis: Axis, i: number): number =>
  axis[0] +
  axis[1] * samples.lightness[i]! +
  axis[2] * samples.a[i]! +
  axis[3] * samples.b[i]! +
  axis[4] * samples.lightness[i]! ** 2

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
