import { WINDOW_REACH_PX } from './change-samples'
import type { Drift } from './drift'
import { shownChroma } from './gamut'
import { type NoiseFloor, ROUGH_BASE } from './noise-floor'
import { createLabRow, darkWeight, type LabRow, readLab } from './oklab'
import type { Placement } from './placement'

/** OKLab distance of one step of the 8-bit maps: distance = value · DISTANCE_STEP. */
export const DISTANCE_STEP = 0.002

/** One value for each pixel of the frame. Outside the cover both are 0. */
export type DistanceMaps = {
  width: number
  height: number
  /** Distance over a small window less what the texture there explains: what is compared with the floor. */
  evident: Uint8Array
  /** OKLab distance of the pixel itself, drift taken out. */
  plain: Uint8Array
}

/** Sums over the window: three differences, their square, three values of the original, their square. */
const SUMS = 8
const ROWS = 2 * WINDOW_REACH_PX + 1

type Lab = { before: LabRow; after: LabRow }

/** Writes what the window adds up for one row of pixels, and notes each pixel's own distance. */
function readRow(
  placement: Placement,
  drift: Drift,
  y: number,
  { before, after }: Lab,
  out: Float32Array,
  plain: Uint8Array,
): void {
  const { original, aligned } = placement
  const { width } = original
  const from = aligned.cover.from[y]!
  const to = aligned.cover.to[y]!
  const { isFar, coefficients } = drift
  const [[l0, l1, l2, l3, l4], [a0, a1, a2, a3, a4], [b0, b1, b2, b3, b4]] = coefficients
  readLab(original, y * width, width, before)
  readLab(aligned.raster, y * width, width, after)
  for (let x = 0, at = 0; x < width; x++, at += SUMS) {
    const l = before.lightness[x]!
    const a = before.a[x]!
    const b = before.b[x]!
    const isCovered = x >= from && x < to
    const lightness = l + l0 + l1 * l + l2 * a + l3 * b + l4 * l * l
    const green = a + a0 + a1 * l + a2 * a + a3 * b + a4 * l * l
    const blue = b + b0 + b1 * l + b2 * a + b3 * b + b4 * l * l
    const shown = isFar ? Math.max(0, Math.min(1, lightness)) : lightness
    const share = isFar ? shownChroma(shown, green, blue) : 1
    const dl = isCovered ? after.lightness[x]! - shown : 0
    const da = isCovered ? after.a[x]! - green * share : 0
    const db = isCovered ? after.b[x]! - blue * share : 0
    const square = dl * dl + da * da + db * db
    const weight = darkWeight(l + dl / 2)
    out[at] = dl * weight
    out[at + 1] = da * weight
    out[at + 2] = db * weight
    out[at + 3] = square * weight * weight
    out[at + 4] = l
    out[at + 5] = a
    out[at + 6] = b
    out[at + 7] = l * l + a * a + b * b
    plain[y * width + x] = Math.min(255, Math.sqrt(square) / DISTANCE_STEP + 0.5)
  }
}

function addRow(sums: Float64Array, row: Float32Array, sign: 1 | -1): void {
  for (let i = 0; i < sums.length; i++) sums[i]! += sign * row[i]!
}

/** Slides the window along one row of column sums and judges each place. */
function judgeRow(
  sums: Float64Array,
  rowCount: number,
  y: number,
  floor: NoiseFloor,
  maps: DistanceMaps,
): void {
  const { width, evident } = maps
  const { meanRise, roughRise } = floor
  const window = new Float64Array(SUMS)
  for (let x = -WINDOW_REACH_PX; x < width; x++) {
    const entering = (x + WINDOW_REACH_PX) * SUMS
    const leaving = (x - WINDOW_REACH_PX - 1) * SUMS
    if (x + WINDOW_REACH_PX < width) for (let k = 0; k < SUMS; k++) window[k]! += sums[entering + k]!
    if (leaving >= 0) for (let k = 0; k < SUMS; k++) window[k]! -= sums[leaving + k]!
    if (x < 0) continue
    const columns = Math.min(width - 1, x + WINDOW_REACH_PX) - Math.max(0, x - WINDOW_REACH_PX) + 1
    const unit = 1 / (rowCount * columns)
    const mean = Math.sqrt(window[0]! * window[0]! + window[1]! * window[1]! + window[2]! * window[2]!) * unit
    const rough = Math.sqrt(Math.max(0, window[3]! * unit))
    const squares = window[4]! * window[4]! + window[5]! * window[5]! + window[6]! * window[6]!
    const variance = (window[7]! - squares * unit) * unit
    const activity = darkWeight(window[4]! * unit) * Math.sqrt(Math.max(0, variance))
    const byMean = mean - meanRise * activity
    const byRoughness = (rough - roughRise * activity) / ROUGH_BASE
    const value = Math.max(byMean, byRoughness) / DISTANCE_STEP + 0.5
    evident[y * width + x] = Math.max(0, Math.min(255, value))
  }
}

/**
 * OKLab distances of all pixels, in one pass from the top with a window of 5 × 5 kept as running sums. Averaging signed
 * differences lets the noise of a codec cancel out; the mean square sees texture that was lost or is new.
 */
export function measureDistances(placement: Placement, drift: Drift, floor: NoiseFloor): DistanceMaps {
  const { width, height } = placement.original
  const maps = {
    width,
    height,
    evident: new Uint8Array(width * height),
    plain: new Uint8Array(width * height),
  }
  const lab = { before: createLabRow(width), after: createLabRow(width) }
  const ring = Array.from({ length: ROWS }, () => new Float32Array(width * SUMS))
  const sums = new Float64Array(width * SUMS)
  for (let y = -WINDOW_REACH_PX; y < height; y++) {
    const [entering, leaving] = [y + WINDOW_REACH_PX, y - WINDOW_REACH_PX - 1]
    if (leaving >= 0) addRow(sums, ring[leaving % ROWS]!, -1)
    if (entering < height) {
      const row = ring[entering % ROWS]!
      readRow(placement, drift, entering, lab, row, maps.plain)
      addRow(sums, row, 1)
    }
    if (y < 0) continue
    const rowCount = Math.min(height - 1, entering) - Math.max(0, y - WINDOW_REACH_PX) + 1
    judgeRow(sums, rowCount, y, floor, maps)
  }
  clearUncovered(placement, maps.evident)
  return maps
}

/** A place at the border of the cover mixes with what is not there. */
function clearUncovered(
  { aligned: { cover }, original: { width, height } }: Placement,
  evident: Uint8Array,
): void {
  for (let y = 0; y < height; y++) {
    const [from, to] = [cover.from[y]!, cover.to[y]!]
    if (from > 0) evident.fill(0, y * width, y * width + Math.min(width, from + WINDOW_REACH_PX))
    if (to < width) evident.fill(0, y * width + Math.max(0, to - WINDOW_REACH_PX), (y + 1) * width)
  }
}
