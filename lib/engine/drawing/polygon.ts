import type { Size } from '@/lib/images/raster'

/**
 * Exact coverage of closed polygons: each edge adds its signed area to the cells it crosses, and a sum along the row
 * turns that into coverage. The method of font-rs by Raph Levien
 * (https://medium.com/@raphlinus/inside-the-fastest-font-renderer-in-the-world-75ae5270c445).
 */
export function coverPolygons(size: Size, polygons: readonly Float64Array[]): Float32Array {
  const cells = new Float32Array((size.width + 2) * size.height)
  for (const polygon of polygons)
    for (let i = 0; i < polygon.length; i += 2) {
      const next = (i + 2) % polygon.length
      addEdge(cells, size, polygon[i]!, polygon[i + 1]!, polygon[next]!, polygon[next + 1]!)
    }
  return sumRows(cells, size)
}

function addEdge(cells: Float32Array, size: Size, x0: number, y0: number, x1: number, y1: number): void {
  if (y0 === y1) return
  const direction = y0 < y1 ? 1 : -1
  const [topX, topY, bottomX, bottomY] = y0 < y1 ? [x0, y0, x1, y1] : [x1, y1, x0, y0]
  const slope = (bottomX - topX) / (bottomY - topY)
  const lastRow = Math.min(size.height, Math.ceil(bottomY))
  for (let row = Math.max(0, Math.floor(topY)); row < lastRow; row++) {
    const from = Math.max(row, topY)
    const to = Math.min(row + 1, bottomY)
    if (to <= from) continue
    const xFrom = topX + (from - topY) * slope
    const xTo = topX + (to - topY) * slope
    addSpan(cells, size.width, row, (to - from) * direction, Math.min(xFrom, xTo), Math.max(xFrom, xTo))
  }
}

/** Spreads the height of one edge within one row over the columns between `left` and `right`. */
function addSpan(
  cells: Float32Array,
  width: number,
  row: number,
  height: number,
  left: number,
  right: number,
): void {
  const base = row * (width + 2)
  const clamp = (x: number) => Math.min(width, Math.max(0, x))
  const l = clamp(left)
  const r = clamp(right)
  const first = Math.floor(l)
  const last = Math.max(first + 1, Math.ceil(r))
  let covered = 0
  for (let column = first; column < last; column++) {
    // Share of the span's area that lies left of this column's right side.
    const sum = areaUntil(column + 1, l, r)
    cells[base + column] = cells[base + column]! + (sum - covered) * height
    covered = sum
  }
  cells[base + last] = cells[base + last]! + (1 - covered) * height
}

/** Mean coverage, up to a column border, of the region right of an edge running evenly from l to r. */
function areaUntil(border: number, l: number, r: number): number {
  const column = border - 1
  if (r - l < 1e-9) return border - l
  const a = Math.max(l, column)
  const b = Math.min(r, border)
  const before = (a - l) / (r - l)
  const within = (b - a) / (r - l)
  return before + within * (border - (a + b) / 2)
}

function sumRows(cells: Float32Array, { width, height }: Size): Float32Array {
  const coverage = new Float32Array(width * height)
  for (let row = 0; row < height; row++) {
    let sum = 0
    for (let column = 0; column < width; column++) {
      sum += cells[row * (width + 2) + column]!
      coverage[row * width + column] = Math.min(1, Math.abs(sum))
    }
  }
  return coverage
}
