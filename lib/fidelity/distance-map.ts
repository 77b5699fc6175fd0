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
/** Pictures beyond this are judged in cells of 2 × 2: a window then spans 6 × 6 pixels and costs a quarter. */
const SINGLE_CELLS_UP_TO_PX = 2_500_000

/** Cells are squares of pixels whose values are added up before the window slides over them. */
type Grid = { cellPx: number; reach: number; columns: number; rows: number }

function chooseGrid(width: number, height: number): Grid {
  const cellPx = width * height > SINGLE_CELLS_UP_TO_PX ? 2 : 1
  const reach = cellPx === 1 ? WINDOW_REACH_PX : 1
  return { cellPx, reach, columns: Math.ceil(width / cellPx), rows: Math.ceil(height / cellPx) }
}

type Lab = { before: LabRow; after: LabRow }

/** Adds one row of pixels to its cells, and notes each pixel's own distance. */
function readRow(
  placement: Placement,
  drift: Drift,
  y: number,
  { before, after }: Lab,
  cells: Float32Array,
  grid: Grid,
  plain: Uint8Array,
): void {
  const { original, aligned } = placement
  const { width } = original
  const from = aligned.cover.from[y]!
  const to = aligned.cover.to[y]!
  const [[l0, l1, l2, l3, l4], [a0, a1, a2, a3, a4], [b0, b1, b2, b3, b4]] = drift.coefficients
  readLab(original, y * width, width, before)
  readLab(aligned.raster, y * width, width, after)
  const shift = grid.cellPx - 1
  for (let x = 0; x < width; x++) {
    const l = before.lightness[x]!
    const a = before.a[x]!
    const b = before.b[x]!
    const isCovered = x >= from && x < to
    const dl = isCovered ? after.lightness[x]! - l - l0 - l1 * l - l2 * a - l3 * b - l4 * l * l : 0
    const da = isCovered ? after.a[x]! - a - a0 - a1 * l - a2 * a - a3 * b - a4 * l * l : 0
    const db = isCovered ? after.b[x]! - b - b0 - b1 * l - b2 * a - b3 * b - b4 * l * l : 0
    const square = dl * dl + da * da + db * db
    const weight = darkWeight(l + dl / 2)
    const at = (x >> shift) * SUMS
    cells[at]! += dl * weight
    cells[at + 1]! += da * weight
    cells[at + 2]! += db * weight
    cells[at + 3]! += square * weight * weight
    cells[at + 4]! += l
    cells[at + 5]! += a
    cells[at + 6]! += b
    cells[at + 7]! += l * l + a * a + b * b
    plain[y * width + x] = Math.min(255, Math.sqrt(square) / DISTANCE_STEP + 0.5)
  }
}

function addRow(sums: Float64Array, row: Float32Array, sign: 1 | -1): void {
  for (let i = 0; i < sums.length; i++) sums[i]! += sign * row[i]!
}

/** Slides the window along one row of column sums and judges each cell. */
function judgeRow(
  sums: Float64Array,
  pixelRows: number,
  width: number,
  grid: Grid,
  floor: NoiseFloor,
  out: Uint8Array,
): void {
  const { reach, columns, cellPx } = grid
  const { meanRise, roughRise } = floor
  const window = new Float64Array(SUMS)
  for (let x = -reach; x < columns; x++) {
    const entering = (x + reach) * SUMS
    const leaving = (x - reach - 1) * SUMS
    if (x + reach < columns) for (let k = 0; k < SUMS; k++) window[k]! += sums[entering + k]!
    if (leaving >= 0) for (let k = 0; k < SUMS; k++) window[k]! -= sums[leaving + k]!
    if (x < 0) continue
    const pixelColumns = Math.min(width, (x + reach + 1) * cellPx) - Math.max(0, (x - reach) * cellPx)
    const unit = 1 / (pixelRows * pixelColumns)
    const mean = Math.sqrt(window[0]! * window[0]! + window[1]! * window[1]! + window[2]! * window[2]!) * unit
    const rough = Math.sqrt(Math.max(0, window[3]! * unit))
    const squares = window[4]! * window[4]! + window[5]! * window[5]! + window[6]! * window[6]!
    const variance = (window[7]! - squares * unit) * unit
    const activity = darkWeight(window[4]! * unit) * Math.sqrt(Math.max(0, variance))
    const byMean = mean - meanRise * activity
    const byRoughness = (rough - roughRise * activity) / ROUGH_BASE
    out[x] = Math.max(0, Math.min(255, Math.max(byMean, byRoughness) / DISTANCE_STEP + 0.5))
  }
}

/** Gives each pixel of a row of cells the value of its cell. */
function spreadRow(
  values: Uint8Array,
  row: number,
  { cellPx }: Grid,
  { width, height, evident }: DistanceMaps,
): void {
  const top = row * cellPx * width
  for (let x = 0; x < width; x++) evident[top + x] = values[cellPx === 1 ? x : x >> 1]!
  if (cellPx === 2 && row * 2 + 1 < height) evident.copyWithin(top + width, top, top + width)
}

/**
 * OKLab distances of all pixels, in one pass from the top with a small window kept as running sums. Averaging signed
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
  const grid = chooseGrid(width, height)
  const lab = { before: createLabRow(width), after: createLabRow(width) }
  const ring = Array.from({ length: 2 * grid.reach + 1 }, () => new Float32Array(grid.columns * SUMS))
  const sums = new Float64Array(grid.columns * SUMS)
  const values = new Uint8Array(grid.columns)
  for (let row = -grid.reach; row < grid.rows; row++) {
    const [entering, leaving] = [row + grid.reach, row - grid.reach - 1]
    if (leaving >= 0) addRow(sums, ring[leaving % ring.length]!, -1)
    if (entering < grid.rows) {
      const cells = ring[entering % ring.length]!.fill(0)
      const end = Math.min(height, (entering + 1) * grid.cellPx)
      for (let y = entering * grid.cellPx; y < end; y++)
        readRow(placement, drift, y, lab, cells, grid, maps.plain)
      addRow(sums, cells, 1)
    }
    if (row < 0) continue
    const first = Math.max(0, (row - grid.reach) * grid.cellPx)
    const pixelRows = Math.min(height, (row + grid.reach + 1) * grid.cellPx) - first
    judgeRow(sums, pixelRows, width, grid, floor, values)
    spreadRow(values, row, grid, maps)
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
