import type { Size } from '@/lib/images/raster'

/** Distances are counted in thirds of a pixel: 3 to a side, 4 to a corner (Borgefors, 1986; off by at most 8 %). */
export const CHAMFER_UNIT = 3
const [SIDE, CORNER] = [3, 4]
const FAR = 65_000

/**
 * How far each pixel is from the nearest one where `isTarget` holds, in thirds of a pixel, at most 65000.
 * The picture's border is no target.
 */
export function distancesTo({ width, height }: Size, isTarget: (index: number) => boolean): Uint16Array {
  const distances = new Uint16Array(width * height)
  for (let i = 0; i < distances.length; i++) distances[i] = isTarget(i) ? 0 : FAR
  sweep(distances, width, height, 1)
  sweep(distances, width, height, -1)
  return distances
}

/** One pass over the rows: down and to the right, or up and to the left. */
function sweep(distances: Uint16Array, width: number, height: number, direction: 1 | -1): void {
  const isDown = direction === 1
  for (let row = 0; row < height; row++) {
    const y = isDown ? row : height - 1 - row
    const hasBefore = row > 0
    for (let column = 0; column < width; column++) {
      const x = isDown ? column : width - 1 - column
      const at = y * width + x
      let best = distances[at]!
      if (best === 0) continue
      const before = at - direction * width
      if (column > 0) best = Math.min(best, distances[at - direction]! + SIDE)
      if (hasBefore) {
        best = Math.min(best, distances[before]! + SIDE)
        if (x > 0) best = Math.min(best, distances[before - 1]! + CORNER)
        if (x < width - 1) best = Math.min(best, distances[before + 1]! + CORNER)
      }
      distances[at] = best
    }
  }
}
