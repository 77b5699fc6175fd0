import type { ChangeSamples } from './change-samples'
import { type Axes, driftAt } from './drift-axes'
import { solveLinear } from './linear-system'

/** What came of the windows that follow the drift, in OKLab. */
export type DriftMean = {
  lightness: number
  a: number
  b: number
  /**
   * How much wider lightness spreads, and how much more chroma there is on the mean: 0.1 = a tenth more. 0 where the fit
   * does not say so too: a tint or a lifted shadow did it then.
   */
  contrast: number
  saturation: number
  /** Root mean square of how far they moved: a contrast moves much, and nothing on the mean. */
  distance: number
  /** How greys moved that are as dark, and as light, as a good part of the picture: apart, where it was split toned. */
  shadows: Tint
  highlights: Tint
  /** By how much its corners lost lightness besides: −0.1 = a tenth. */
  edges: number
}
type Tint = { a: number; b: number }

export const NO_MEAN: DriftMean = {
  lightness: 0,
  a: 0,
  b: 0,
  contrast: 0,
  saturation: 0,
  distance: 0,
  shadows: { a: 0, b: 0 },
  highlights: { a: 0, b: 0 },
  edges: 0,
}

/** So much of the picture is darker than its shadows, and lighter than its highlights. */
const TAIL = 0.1

/** How a grey of this lightness moved. */
const tintAt = ([, a, b]: Axes, lightness: number): Tint => ({
  a: a[0] + a[1] * lightness + a[4] * lightness ** 2,
  b: b[0] + b[1] * lightness + b[4] * lightness ** 2,
})

/**
 * @param told the windows that tell how far colours moved
 * @param followers all that follow the drift, those too that met the border of what can be shown
 */
export function meansOf(
  samples: ChangeSamples,
  axes: Axes,
  told: Int32Array,
  followers: Int32Array,
): DriftMean {
  const count = Math.max(1, told.length)
  const sums = [0, 0, 0]
  let [square, lightness] = [0, 0]
  for (const i of told) {
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
    contrast: agreed(spreadGrowth(samples, followers), l[1] + (2 * l[4] * lightness) / count),
    saturation: agreed(chromaGrowth(samples, followers), saturationSlope(samples, told) ?? (a[2] + b[3]) / 2),
    distance: Math.sqrt(square / count),
    shadows: tintAt(axes, lightnessAt(samples, told, TAIL)),
    highlights: tintAt(axes, lightnessAt(samples, told, 1 - TAIL)),
    edges: 0,
  }
}

function lightnessAt({ lightness }: ChangeSamples, indices: Int32Array, share: number): number {
  const sorted = Float32Array.from(indices, (i) => lightness[i]!).sort()
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0
}

/** A slope of the fit under this tells of nothing. */
const LEAST_SLOPE = 0.03

const agreed = (measured: number, slope: number): number =>
  Math.abs(slope) >= LEAST_SLOPE && measured * slope > 0 ? measured : 0

/** Standard deviation of lightness, and mean chroma, under which a share of it says nothing. */
const LEAST = { spread: 0.01, chroma: 0.01 }

/** By how much lightness spreads wider in the result: a slope of the fit is not what the eye sees. */
function spreadGrowth({ lightness, moved: [moved] }: ChangeSamples, indices: Int32Array): number {
  const spreadOf = (valueAt: (i: number) => number) => {
    const mean = meanOf(indices, valueAt)
    return Math.sqrt(meanOf(indices, (i) => (valueAt(i) - mean) ** 2))
  }
  const before = spreadOf((i) => lightness[i]!)
  return before < LEAST.spread ? 0 : spreadOf((i) => lightness[i]! + moved[i]!) / before - 1
}

/** By how much chroma grew on the mean, a tint's own included. */
function chromaGrowth({ a, b, moved }: ChangeSamples, indices: Int32Array): number {
  const before = meanOf(indices, (i) => Math.hypot(a[i]!, b[i]!))
  if (before < LEAST.chroma) return 0
  return meanOf(indices, (i) => Math.hypot(a[i]! + moved[1][i]!, b[i]! + moved[2][i]!)) / before - 1
}

const meanOf = (indices: Int32Array, valueAt: (i: number) => number): number =>
  indices.reduce((sum, i) => sum + valueAt(i), 0) / Math.max(1, indices.length)

/** So little pull towards no saturation that only a picture without colour feels it. */
const RIDGE = 1e-6
/** Fewer windows say less than the drift does. */
const LEAST_TOLD = 100

/**
 * By how much a and b grow alike, beside a tint of lights and shadows: the one slope that both axes share, by least
 * squares. The drift's own slopes are pulled towards zero where a picture has little colour.
 */
function saturationSlope(samples: ChangeSamples, told: Int32Array): number | undefined {
  if (told.length < LEAST_TOLD) return undefined
  const normal = Array.from({ length: 7 }, (_, i) =>
    Array.from({ length: 7 }, (_, j) => (i === j && i === 6 ? RIDGE * told.length : 0)),
  )
  const right = new Array<number>(7).fill(0)
  for (const i of told) {
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
