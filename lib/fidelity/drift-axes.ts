import type { ChangeSamples } from './change-samples'
import { shownChroma } from './gamut'

/** A movement along one axis: `c0 + c1 · lightness + c2 · a + c3 · b + c4 · lightness²` of the original's colour. */
export type Axis = [number, number, number, number, number]
/** Along lightness, a and b. */
export type Axes = [Axis, Axis, Axis]

export const STILL: Axis = [0, 0, 0, 0, 0]
export const STILL_AXES: Axes = [STILL, STILL, STILL]

/** OKLab distance within which a window follows a drift. */
export const NEAR = 0.012
/** OKLab distance from which on a drift of a window is looked for in it. */
export const SEEN = 0.006

/** How far the drift moves a window along one axis. */
export const driftAt = (samples: ChangeSamples, axis: Axis, i: number): number =>
  axis[0] +
  axis[1] * samples.lightness[i]! +
  axis[2] * samples.a[i]! +
  axis[3] * samples.b[i]! +
  axis[4] * samples.lightness[i]! ** 2

/** OKLab distance of a window of the result from where the drift takes it, or as far there as sRGB goes. */
export function distanceTo(samples: ChangeSamples, [l, a, b]: Axes, i: number): number {
  const [x, y, z] = [samples.lightness[i]!, samples.a[i]!, samples.b[i]!]
  let dl = samples.moved[0][i]! - l[0] - l[1] * x - l[2] * y - l[3] * z - l[4] * x * x
  let da = samples.moved[1][i]! - a[0] - a[1] * x - a[2] * y - a[3] * z - a[4] * x * x
  let db = samples.moved[2][i]! - b[0] - b[1] * x - b[2] * y - b[3] * z - b[4] * x * x
  if (samples.clipped[i] === 1) {
    const [lightness, green, blue] = [
      x + samples.moved[0][i]! - dl,
      y + samples.moved[1][i]! - da,
      z + samples.moved[2][i]! - db,
    ]
    const shown = Math.max(0, Math.min(1, lightness))
    const lost = 1 - shownChroma(shown, green, blue)
    dl += lightness - shown
    da += green * lost
    db += blue * lost
  }
  return samples.weight[i]! * Math.sqrt(dl * dl + da * da + db * db)
}
