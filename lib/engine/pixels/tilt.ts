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
/** How far the best angle must stand out from the usual one; further where level lines alone tell. */
const LEAST_CLEAR = 1.2
const LEAST_CLEAR_ALONE = 1.5
/** What is level and what is upright agree to within so many degrees; eaves and tapered masts do not. */
const MOST_APART = 1.5
/** A horizon goes through this share of the picture; the edge of a roof does not. */
const LEAST_HORIZON = 0.5

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

/** How well edges gather in lines at an angle, and how many lie on the fullest line. */
type Gathered = { sum: number; longest: number }

/** Where lines of one kind lie when the picture is turned back by an angle (a Hough transform at that angle alone). */
function gatherAt(edges: readonly Edge[], degrees: number, reach: number): Gathered {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  const lines = new Float64Array(2 * reach + 2)
  for (const { x, y, isLevel } of edges)
    lines[Math.round(isLevel ? y * cos - x * sin : x * cos + y * sin) + reach]! += 1
  let [sum, longest] = [0, 0]
  for (let i = 0; i < lines.length; i++) {
    sum += lines[i]! * lines[i]!
    longest = Math.max(longest, lines[i]!)
  }
  return { sum, longest }
}

const ANGLES = Array.from({ length: (2 * MOST_TILT) / STEP + 1 }, (_, i) => i * STEP - MOST_TILT)

/** The angle that stands out: `clear` = by how much; at the ends of the range it may only be on its way. */
function findBest(sums: readonly number[]): { at: number; clear: number } {
  const at = sums.indexOf(Math.max(...sums))
  const usual = sums.toSorted((a, b) => a - b)[sums.length >> 1]!
  return { at, clear: at > 0 && at < sums.length - 1 && usual > 0 ? sums[at]! / usual : 0 }
}

/**
 * By how many degrees a picture leans clockwise; undefined when its lines do not tell for sure. Lines in perspective
 * lean by themselves: so level and upright ones have to agree, or there is a horizon.
 */
export function measureTilt(raster: RgbaRaster): number | undefined {
  const plane = shrink(raster)
  const edges = findEdges(plane)
  const reach = Math.ceil(Math.hypot(plane.width, plane.height) / 2)
  const gather = (wanted: boolean) => {
    const own = edges.filter(({ isLevel }) => isLevel === wanted)
    return ANGLES.map((angle) => gatherAt(own, angle, reach))
  }
  const [level, upright] = [gather(true), gather(false)]
  const byLevel = findBest(level.map(({ sum }) => sum))
  const byUpright = findBest(upright.map(({ sum }) => sum))
  if (byUpright.clear > LEAST_CLEAR) {
    const both = findBest(level.map(({ sum }, i) => sum + UPRIGHT_WEIGHT * upright[i]!.sum))
    const isAgreed = Math.abs(ANGLES[byLevel.at]! - ANGLES[byUpright.at]!) <= MOST_APART
    return byLevel.clear > LEAST_CLEAR && isAgreed ? ANGLES[both.at] : undefined
  }
  const isHorizon = level[byLevel.at]!.longest > plane.width * LEAST_HORIZON
  return byLevel.clear > LEAST_CLEAR_ALONE && isHorizon ? ANGLES[byLevel.at] : undefined
}
