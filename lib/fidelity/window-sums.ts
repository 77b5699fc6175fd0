import { NOT_COVERED, type Plane } from './plane'

/** Sums over any window of a plane, from four look-ups each (summed-area tables: Crow, SIGGRAPH 1984). */
export type WindowSums = {
  /** Sides of the tables: one more than those of the plane. */
  stride: number
  sum: Float64Array
  squares: Float64Array
  missing: Float64Array
}

export function sumWindows({ width, height, data }: Plane): WindowSums {
  const stride = width + 1
  const length = stride * (height + 1)
  const [sum, squares] = [new Float64Array(length), new Float64Array(length)]
  const missing = new Float64Array(length)
  for (let y = 0, from = 0; y < height; y++) {
    let [rowSum, rowSquares, rowMissing] = [0, 0, 0]
    for (let x = 0, at = (y + 1) * stride + 1; x < width; x++, at++, from++) {
      const value = data[from]!
      rowSum += value
      rowSquares += value * value
      if (value === NOT_COVERED) rowMissing++
      sum[at] = sum[at - stride]! + rowSum
      squares[at] = squares[at - stride]! + rowSquares
      missing[at] = missing[at - stride]! + rowMissing
    }
  }
  return { stride, sum, squares, missing }
}

/** What one of the tables says of the square window that begins at (x, y). */
export const inWindow = (table: Float64Array, stride: number, x: number, y: number, side: number): number => {
  const [top, bottom] = [y * stride + x, (y + side) * stride + x]
  return table[bottom + side]! - table[bottom]! - table[top + side]! + table[top]!
}
