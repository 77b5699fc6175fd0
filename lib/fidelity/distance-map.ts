import { WINDOW_REACH_PX } from './change-samples'
import type { Drift } from './drift'
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

type Scratch = { before: LabRow; after: LabRow; rows: Float32Array[]; columns: Float64Array }

function readRow(placement: Placement, drift: Drift, y: number, scratch: Scratch, maps: DistanceMaps): void {
  const { original, aligned } = placement
  const { width } = original
  const { before, after, rows } = scratch
  const [from, to] = [aligned.cover.from[y]!, aligned.cover.to[y]!]
  const [[l0, l1, l2, l3], [a0, a1, a2, a3], [b0, b1, b2, b3]] = drift.coefficients
  readLab(original, y * width, width, before)
  readLab(aligned.raster, y * width, width, after)
  const out = rows[y % ROWS]!
  for (let x = 0, at = 0; x < width; x++, at += SUMS) {
    const l = before.lightness[x]!
    const a = before.a[x]!
    const b = before.b[x]!
    const isCovered = x >= from && x < to
    const dl = isCovered ? after.lightness[x]! - l - l0 - l1 * l - l2 * a - l3 * b : 0
    const da = isCovered ? after.a[x]! - a - a0 - a1 * l - a2 * a - a3 * b : 0
    const db = isCovered ? after.b[x]! - b - b0 - b1 * l - b2 * a - b3 * b : 0
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
    const distance = Math.sqrt(square) / DISTANCE_STEP + 0.5
    maps.plain[y * width + x] = Math.min(255, distance)
  }
}

function addRow(columns: Float64Array, row: Float32Array, sign: 1 | -1): void {
  for (let i = 0; i < columns.length; i++) columns[i]! += sign * row[i]!
}

/** Slides the window along one row of column sums and judges each place. */
function judgeRow(
  columns: Float64Array,
  rowCount: number,
  y: number,
  floor: NoiseFloor,
  maps: DistanceMaps,
): void {
  const { width, evident } = maps
  const reach = WINDOW_REACH_PX
  const { meanRise, roughRise } = floor
  let [s0, s1, s2, s3, s4, s5, s6, s7] = [0, 0, 0, 0, 0, 0, 0, 0]
  let count = 0
  for (let x = -reach; x < width; x++) {
    const entering = x + reach
    if (entering < width) {
      const at = entering * SUMS
      s0 += columns[at]!
      s1 += columns[at + 1]!
      s2 += columns[at + 2]!
      s3 += columns[at + 3]!
      s4 += columns[at + 4]!
      s5 += columns[at + 5]!
      s6 += columns[at + 6]!
      s7 += columns[at + 7]!
      count += rowCount
    }
    const leaving = x - reach - 1
    if (leaving >= 0) {
      const at = leaving * SUMS
      s0 -= columns[at]!
      s1 -= columns[at + 1]!
      s2 -= columns[at + 2]!
      s3 -= columns[at + 3]!
      s4 -= columns[at + 4]!
      s5 -= columns[at + 5]!
      s6 -= columns[at + 6]!
      s7 -= columns[at + 7]!
      count -= rowCount
    }
    if (x < 0) continue
    const unit = 1 / count
    const mean = Math.sqrt(s0 * s0 + s1 * s1 + s2 * s2) * unit
    const rough = Math.sqrt(Math.max(0, s3 * unit))
    const variance = (s7 - (s4 * s4 + s5 * s5 + s6 * s6) * unit) * unit
    const activity = darkWeight(s4 * unit) * Math.sqrt(Math.max(0, variance))
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
  const scratch: Scratch = {
    before: createLabRow(width),
    after: createLabRow(width),
    rows: Array.from({ length: ROWS }, () => new Float32Array(width * SUMS)),
    columns: new Float64Array(width * SUMS),
  }
  let inside = 0
  for (let y = -WINDOW_REACH_PX; y < height; y++) {
    const leaving = y - WINDOW_REACH_PX - 1
    if (leaving >= 0) {
      addRow(scratch.columns, scratch.rows[leaving % ROWS]!, -1)
      inside--
    }
    const entering = y + WINDOW_REACH_PX
    if (entering < height) {
      readRow(placement, drift, entering, scratch, maps)
      addRow(scratch.columns, scratch.rows[entering % ROWS]!, 1)
      inside++
    }
    if (y >= 0) judgeRow(scratch.columns, inside, y, floor, maps)
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
