import type { Size } from '@/lib/images/raster'
import { correlate, createSpectrum, type Spectrum, transform } from './fourier'
import { NOT_COVERED, type Plane, resizePlane } from './plane'
import { warpPlane } from './tiles'
import { compose, invert, type Point, plainResize, spanOf, type Transform, toAffine } from './transform'

/** Side of the grid that is searched, a power of two, and the share of it for the picture: the rest is room to move. */
const GRID = 128
const PICTURE_SHARE = 13 / 16
/** Relative scales tried: 0.85 to 1.15. */
const RELATIVE_SCALES = Array.from({ length: 13 }, (_, i) => 1 + (i - 6) * 0.025)
const STRETCH = 0.015
/** How many of the best are also tried stretched. */
const STRETCHED = 4
const PEAKS_PER_SCALE = 2
const CANDIDATES = 8

export type Candidate = Transform & { score: number }

/**
 * Edge directions without their strength: robust to colour changes, and every edge counts alike
 * ("orientation correlation", Fitch et al., BMVC 2002).
 */
function toOrientations(plane: Plane, side: number): Spectrum {
  const grid = createSpectrum(side)
  const { width, height, data } = plane
  let energy = 0
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const isBorder =
        data[at - 1] === NOT_COVERED ||
        data[at + 1] === NOT_COVERED ||
        data[at - width] === NOT_COVERED ||
        data[at + width] === NOT_COVERED
      if (isBorder) continue
      const gx = data[at + 1]! - data[at - 1]!
      const gy = data[at + width]! - data[at - width]!
      const strength = Math.hypot(gx, gy) + 0.02
      grid.re[y * side + x] = gx / strength
      grid.im[y * side + x] = gy / strength
      energy += (gx * gx + gy * gy) / (strength * strength)
    }
  }
  const unit = 1 / Math.sqrt(energy || 1)
  for (let i = 0; i < grid.re.length; i++) {
    grid.re[i]! *= unit
    grid.im[i]! *= unit
  }
  return transform(grid, 1)
}

/** The grid goes round: of the two shifts that one place stands for, the one at which more lies on the other. */
function unwrap(at: number, side: number, fixed: number, moved: number): number {
  const shared = (shift: number) => Math.min(fixed, shift + moved) - Math.max(0, shift)
  return shared(at) >= shared(at - side) ? at : at - side
}

/** The highest places of a correlation, at least three cells apart, as shifts. */
function findPeaks({ side, re }: Spectrum, fixed: Size, moved: Size) {
  const peaks: { x: number; y: number; score: number }[] = []
  while (peaks.length < PEAKS_PER_SCALE) {
    let best = -1
    let place = { x: 0, y: 0 }
    for (let i = 0; i < re.length; i++) {
      if (best >= 0 && re[i]! <= re[best]!) continue
      const x = unwrap(i % side, side, fixed.width, moved.width)
      const y = unwrap(Math.floor(i / side), side, fixed.height, moved.height)
      if (peaks.some((peak) => Math.hypot(peak.x - x, peak.y - y) < 3)) continue
      best = i
      place = { x, y }
    }
    peaks.push({ ...place, score: re[best]! / (side * side) })
  }
  return peaks
}

/**
 * Ways in which a service turns one shape into another: stretch, keep the shape and fill (crop), keep the shape and fit
 * (bars), or leave the pixels as large as they are.
 */
function baseScales(original: Size, result: Size): { x: number; y: number }[] {
  const { scaleX: x, scaleY: y } = plainResize(original, result)
  const isSameShape = Math.abs(x / y - 1) < 0.02
  const all = isSameShape
    ? [{ x, y }]
    : [
        { x, y },
        { x: Math.min(x, y), y: Math.min(x, y) },
        { x: Math.max(x, y), y: Math.max(x, y) },
      ]
  const isNearOne = all.some((scale) => Math.abs(scale.x - 1) < 0.16 && Math.abs(scale.y - 1) < 0.16)
  return isNearOne || x > 2 || x < 0.5 ? all : [...all, { x: 1, y: 1 }]
}

/** A picture as it is searched, and its own size. */
export type Seen = { plane: Plane; size: Size }

/** The best shifts at one scale and turn. */
export type Try = (scaleX: number, scaleY: number, rotationDeg?: number) => Candidate[]

/**
 * @param roomPx the longest side of anything that will be tried, in original px
 * @param side of the grid: the more, the smaller parts are found
 */
export function createSearch(original: Seen, roomPx: number, side = GRID): (result: Seen) => Try {
  const longSidePx = Math.max(original.size.width, original.size.height)
  const density = Math.min((PICTURE_SHARE * side) / longSidePx, (side - 4) / roomPx)
  const frame = shrunk(original.size, density, density)
  const fixed = toOrientations(resizePlane(original.plane, frame), side)
  return (result) =>
    (scaleX, scaleY, rotationDeg = 0) => {
      const size = shrunk(result.size, scaleX * density, scaleY * density)
      const { plane, from } = turned(resizePlane(result.plane, size), rotationDeg)
      return findPeaks(correlate(fixed, toOrientations(plane, side)), frame, plane).map((peak) => ({
        scaleX: size.width / result.size.width / density,
        scaleY: size.height / result.size.height / density,
        shiftX: (peak.x - from.x) / density,
        shiftY: (peak.y - from.y) / density,
        rotationDeg,
        score: peak.score,
      }))
    }
}

/** A plane turned within the smallest box that holds it, and where that box begins. */
function turned(plane: Plane, rotationDeg: number): { plane: Plane; from: Point } {
  if (rotationDeg === 0) return { plane, from: { x: 0, y: 0 } }
  const turn = toAffine({ scaleX: 1, scaleY: 1, shiftX: 0, shiftY: 0, rotationDeg })
  const { left, right, top, bottom } = spanOf(turn, plane)
  const from = { x: Math.floor(left), y: Math.floor(top) }
  const [width, height] = [Math.ceil(right) - from.x, Math.ceil(bottom) - from.y]
  const toPlane = compose(invert(turn), { a: 1, b: 0, c: from.x, d: 0, e: 1, f: from.y })
  return { plane: warpPlane(plane, toPlane, width, height), from }
}

export const byScore = (a: Candidate, b: Candidate) => b.score - a.score

/**
 * Scales and shifts at which the edges of the result lie best on those of the original, most likely first. Both axes
 * are scaled alike at first; then the best are tried a little stretched.
 */
export function searchCoarsely(original: Seen, result: Seen): Candidate[] {
  const bases = baseScales(original.size, result.size)
  const largest =
    RELATIVE_SCALES.at(-1)! * (1 + STRETCH) * Math.max(...bases.map(({ x, y }) => Math.max(x, y)))
  const roomPx = largest * Math.max(result.size.width, result.size.height)
  const tryScale = createSearch(original, roomPx)(result)
  const even = bases
    .flatMap((base) => RELATIVE_SCALES.flatMap((relative) => tryScale(base.x * relative, base.y * relative)))
    .sort(byScore)
  const stretched = even
    .slice(0, STRETCHED)
    .flatMap(({ scaleX, scaleY }) =>
      [STRETCH, -STRETCH].flatMap((stretch) => tryScale(scaleX * (1 + stretch), scaleY * (1 - stretch))),
    )
  return [...even.slice(0, CANDIDATES), ...stretched].sort(byScore).slice(0, CANDIDATES)
}

const shrunk = ({ width, height }: Size, x: number, y: number): Size => ({
  width: Math.max(4, Math.round(width * x)),
  height: Math.max(4, Math.round(height * y)),
})
