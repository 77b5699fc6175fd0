import { eachBand } from './bands'

export type Plane = { width: number; height: number; data: Float32Array }

/** Three box blurs come within 3 % of a Gaussian (W. Wells, 1986); under this sigma a true kernel is used. */
const SMALLEST_BOX_SIGMA = 2.5
const PASSES = 3

/** Half-widths of three boxes whose variances add up to sigma² (P. Kovesi, "Fast almost-Gaussian filtering", 2010). */
function boxRadii(sigma: number): number[] {
  const ideal = Math.sqrt((12 * sigma * sigma) / PASSES + 1)
  const lower = Math.floor(ideal) - (Math.floor(ideal) % 2 === 0 ? 1 : 0)
  const lowerCount = Math.round(
    (12 * sigma * sigma - PASSES * lower * lower - 4 * PASSES * lower - 3 * PASSES) / (-4 * lower - 4),
  )
  return Array.from({ length: PASSES }, (_, pass) => ((pass < lowerCount ? lower : lower + 2) - 1) / 2)
}

function kernelOf(sigma: number): number[] {
  const radius = Math.max(1, Math.ceil(sigma * 3))
  const weights = Array.from({ length: radius * 2 + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)),
  )
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}

/** One line of samples; beyond its ends the last sample goes on. */
type LineFilter = (line: Float32Array, out: Float32Array) => void

const boxFilter =
  (radius: number): LineFilter =>
  (line, out) => {
    const last = line.length - 1
    let sum = line[0]! * (radius + 1)
    for (let i = 1; i <= radius; i++) sum += line[Math.min(i, last)]!
    for (let i = 0; i <= last; i++) {
      out[i] = sum / (radius * 2 + 1)
      sum += line[Math.min(i + radius + 1, last)]! - line[Math.max(i - radius, 0)]!
    }
  }

function kernelFilter(sigma: number): LineFilter {
  const kernel = kernelOf(sigma)
  const radius = (kernel.length - 1) / 2
  return (line, out) => {
    const last = line.length - 1
    for (let i = 0; i <= last; i++) {
      let sum = 0
      for (let k = 0; k < kernel.length; k++)
        sum += kernel[k]! * line[Math.min(last, Math.max(0, i + k - radius))]!
      out[i] = sum
    }
  }
}

/** Filters lines in place; `spare` is as long as they are. */
function filterLine(line: Float32Array, spare: Float32Array, filters: readonly LineFilter[]): void {
  let [from, to] = [line, spare]
  for (const filter of filters) {
    filter(from, to)
    ;[from, to] = [to, from]
  }
  if (from !== line) line.set(from)
}

/** So many columns are read together: samples that lie side by side come from memory at once. */
const COLUMNS_AT_ONCE = 16

function filterColumns(
  { width, height, data }: Plane,
  filters: readonly LineFilter[],
  first: number,
  end: number,
): void {
  const count = end - first
  const lines = Array.from({ length: count }, () => new Float32Array(height))
  const spare = new Float32Array(height)
  for (let y = 0, at = first; y < height; y++, at += width)
    for (let i = 0; i < count; i++) lines[i]![y] = data[at + i]!
  for (const line of lines) filterLine(line, spare, filters)
  for (let y = 0, at = first; y < height; y++, at += width)
    for (let i = 0; i < count; i++) data[at + i] = lines[i]![y]!
}

/** Blurs a plane in place. `sigma` is in pixels. */
export async function blurPlane(signal: AbortSignal, plane: Plane, sigma: number): Promise<void> {
  if (sigma <= 0) return
  const { width, height, data } = plane
  const filters = sigma < SMALLEST_BOX_SIGMA ? [kernelFilter(sigma)] : boxRadii(sigma).map(boxFilter)
  const spare = new Float32Array(width)
  await eachBand(signal, plane, (from, to) => {
    for (let row = from; row < to; row++)
      filterLine(data.subarray(row * width, (row + 1) * width), spare, filters)
  })
  await eachBand(signal, { width: height, height: width }, (from, to) => {
    for (let column = from; column < to; column += COLUMNS_AT_ONCE)
      filterColumns(plane, filters, column, Math.min(to, column + COLUMNS_AT_ONCE))
  })
}
