import type { ChangeSamples } from './change-samples'
import { type Axes, driftAt } from './drift-axes'
import { solveLinear } from './linear-system'

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

/** @param followers the windows that follow the drift */
export function meansOf(samples: ChangeSamples, axes: Axes, followers: Int32Array): DriftMean {
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
    saturation: saturationOf(samples, followers) ?? (a[2] + b[3]) / 2,
    distance: Math.sqrt(square / count),
  }
}

/** So little pull towards no saturation that only a picture without colour feels it. */
const RIDGE = 1e-6
/** Fewer windows say less than the drift does. */
const LEAST_FOLLOWERS = 100

/**
 * By how much a and b grow alike, beside a tint of lights and shadows: the one slope that both axes share, by least
 * squares. The drift's own slopes are pulled towards zero where a picture has little colour.
 */
function saturationOf(samples: ChangeSamples, followers: Int32Array): number | undefined {
  if (followers.length < LEAST_FOLLOWERS) return undefined
  const normal = Array.from({ length: 7 }, (_, i) =>
    Array.from({ length: 7 }, (_, j) => (i === j && i === 6 ? RIDGE * followers.length : 0)),
  )
  const right = new Array<number>(7).fill(0)
  for (const i of followers) {
    const lightness = samples.lightness[i]!
    const tint = [1, lightness, lightness * lightness]
    const rows = [
      [...tint, 0, 0, 0, samples.a[i]!],
      [0, 0, 0, ...tint, samples.b[i]!],
    ]
    rows.forEach((row, k) => {
      for (let r = 0; r < 7; r++) {
        for (let c = 0; c < 7; c++) normal[r]![c]! += row[r]! * row[c]!
        right[r]! += row[r]! * samples.moved[k + 1]![i]!
      }
    })
  }
  return solveLinear(normal, right)?.[6]
}
