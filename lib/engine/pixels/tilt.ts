import type { RgbaRaster } from '@/lib/images/raster'
import type { Plane } from './gaussian'

/** Tilts up to this many degrees either way are looked for, in such steps. */
export const MOST_TILT = 8
const STEP = 0.25
/** Lines are looked for at about this size. */
const SIDE_PX = 400
/** An edge is part of a line that should be level or upright when it lies within this of either (tangent). */
const NEARLY = Math.tan((14 * Math.PI) / 180)
/** Of all edges the strongest share counts. */
const STRONG_SHARE = 0.05
/** Walls lean by perspective, horizons do not. */
const UPRIGHT_WEIGHT = 0.6
/** How far the best angle must stand out from the usual one. */
const LEAST_CLEAR = 1.2

/** Luma of every few pixels, averaged. */
function shrink({ width, height, data }: RgbaRaster): Plane {
  const step = Math.max(1, Math.round(Math.max(width, height) / SIDE_PX))
  const size = { width: Math.floor(width / step), height: Math.floor(height / step) }
  const plane: Plane = { ...size, data: new Float32Array(size.width * size.height) }
  for (let y = 0; y < size.height * step; y++)
    for (let x = 0; x < size.width * step; x++) {
      const at = (y * width + x) * 4
      const index = Math.floor(y / step) * size.width + Math.floor(x / step)
      plane.data[index]! += (data[at]! * 0.3 + data[at + 1]! * 0.6 + data[at + 2]! * 0.1) / (step * step)
    }
  return plane
}

type Edge = { x: number; y: number; isLevel: boolean; strength: number }

/** The strongest edges that are nearly level or nearly upright; their place is measured from the middle. */
function findEdges({ width, height, data }: Plane): Edge[] {
  const edges: Edge[] = []
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const [above, below] = [at - width, at + width]
      const dx =
        data[above + 1]! +
        2 * data[at + 1]! +
        data[below + 1]! -
        data[above - 1]! -
        2 * data[at - 1]! -
        data[below - 1]!
      const dy =
        data[below - 1]! +
        2 * data[below]! +
        data[below + 1]! -
        data[above - 1]! -
        2 * data[above]! -
        data[above + 1]!
      const [across, along] = [Math.abs(dx), Math.abs(dy)]
      if (Math.min(across, along) > Math.max(across, along) * NEARLY) continue
      edges.push({
        x: x - width / 2,
        y: y - height / 2,
        isLevel: along > across,
        strength: Math.hypot(dx, dy),
      })
    }
  const least =
    edges.map(({ strength }) => strength).toSorted((a, b) => b - a)[
      Math.floor(width * height * STRONG_SHARE)
    ] ?? 0
  return edges.filter(({ strength }) => strength > least)
}

/** How well edges gather in lines when the picture is turned back by an angle (a Hough transform at that angle alone). */
function gatherAt(edges: readonly Edge[], degrees: number, reach: number): number {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  const level = new Float64Array(2 * reach + 2)
  const upright = new Float64Array(2 * reach + 2)
  for (const { x, y, isLevel } of edges)
    if (isLevel) level[Math.round(y * cos - x * sin) + reach]! += 1
    else upright[Math.round(x * cos + y * sin) + reach]! += 1
  const sum = (lines: Float64Array) => lines.reduce((total, count) => total + count * count, 0)
  return sum(level) + UPRIGHT_WEIGHT * sum(upright)
}

/** By how many degrees a picture leans clockwise, by its lines; undefined when they do not tell. */
export function measureTilt(raster: RgbaRaster): number | undefined {
  const plane = shrink(raster)
  const edges = findEdges(plane)
  const reach = Math.ceil(Math.hypot(plane.width, plane.height) / 2)
  const angles = Array.from({ length: (2 * MOST_TILT) / STEP + 1 }, (_, i) => i * STEP - MOST_TILT)
  const gathered = angles.map((angle) => gatherAt(edges, angle, reach))
  const best = gathered.indexOf(Math.max(...gathered))
  const usual = gathered.toSorted((a, b) => a - b)[gathered.length >> 1]!
  const isInside = best > 0 && best < angles.length - 1
  return isInside && gathered[best]! > usual * LEAST_CLEAR ? angles[best] : undefined
}
