import { NOT_COVERED, type Plane } from './plane'
import type { Affine } from './transform'
import { inWindow, sumWindows, type WindowSums } from './window-sums'

/** One place of the original that was looked for in the result. Positions and offsets in pixels of the original's plane. */
export type Match = {
  x: number
  y: number
  /** Where the best likeness lies, relative to where the transform so far puts it. */
  dx: number
  dy: number
  /** Normalised correlation at the best place, −1 to 1. */
  likeness: number
  /** How strongly each direction is pinned down: a tensor scaled to a largest eigenvalue of 1 (an edge pins only one). */
  xx: number
  xy: number
  yy: number
  /** The smaller eigenvalue of that tensor: 0 for a straight edge, 1 for a corner or rich texture. */
  corner: number
}

/** The side is a multiple of four. About so many tiles are looked for, on a grid as dense as that takes. */
export type TileSettings = { tilePx: number; radiusPx: number; wantedTiles: number }

const MIN_STEP_PX = 6

/** Standard deviation of brightness under which a tile says nothing. */
const MIN_TEXTURE = 0.008

/** The result drawn into the frame of the original (bilinear); −1 where the result has no pixel. */
export function warpPlane(result: Plane, toResult: Affine, width: number, height: number): Plane {
  const data = new Float32Array(width * height)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const px = toResult.a * (x + 0.5) + toResult.b * (y + 0.5) + toResult.c
      const py = toResult.d * (x + 0.5) + toResult.e * (y + 0.5) + toResult.f
      data[at] = sampleAt(result, px, py)
    }
  }
  return { width, height, data }
}

function sampleAt({ width, height, data }: Plane, px: number, py: number): number {
  if (px < 0 || py < 0 || px > width || py > height) return NOT_COVERED
  const x = Math.min(Math.max(px - 0.5, 0), width - 1)
  const y = Math.min(Math.max(py - 0.5, 0), height - 1)
  const x0 = Math.min(x | 0, Math.max(0, width - 2))
  const y0 = Math.min(y | 0, Math.max(0, height - 2))
  const fx = x - x0
  const fy = y - y0
  const right = width > 1 ? 1 : 0
  const below = height > 1 ? width : 0
  const at = y0 * width + x0
  const top = data[at]! + (data[at + right]! - data[at]!) * fx
  const bottom = data[at + below]! + (data[at + below + right]! - data[at + below]!) * fx
  return top + (bottom - top) * fy
}

type Template = {
  values: Float32Array
  deviation: number
  xx: number
  xy: number
  yy: number
  corner: number
}

/** The tile's pixels without their mean, and its structure tensor (Förstner and Gülch, 1987). */
function readTemplate(plane: Plane, left: number, top: number, side: number, values: Float32Array): Template {
  const { width, data } = plane
  let [sum, sumSquares, xx, xy, yy] = [0, 0, 0, 0, 0]
  for (let y = 0, at = 0; y < side; y++) {
    for (let x = 0; x < side; x++, at++) {
      const from = (top + y) * width + left + x
      const value = data[from]!
      values[at] = value
      sum += value
      sumSquares += value * value
      if (x === 0 || y === 0 || x === side - 1 || y === side - 1) continue
      const gx = data[from + 1]! - data[from - 1]!
      const gy = data[from + width]! - data[from - width]!
      xx += gx * gx
      xy += gx * gy
      yy += gy * gy
    }
  }
  const mean = sum / values.length
  for (let i = 0; i < values.length; i++) values[i]! -= mean
  const half = Math.hypot((xx - yy) / 2, xy)
  const largest = (xx + yy) / 2 + half || 1
  return {
    values,
    deviation: Math.sqrt(Math.max(0, sumSquares / values.length - mean * mean)),
    xx: xx / largest,
    xy: xy / largest,
    yy: yy / largest,
    corner: Math.max(0, (xx + yy) / 2 - half) / largest,
  }
}

/** What is searched: a plane, and the sums over its windows. */
type Ground = Plane & WindowSums

/** Normalised correlation of a template with every place in the window; −1 where the result is missing or flat. */
function likenessMap(
  template: Template,
  ground: Ground,
  left: number,
  top: number,
  side: number,
  radius: number,
) {
  const span = 2 * radius + 1
  const map = new Float32Array(span * span).fill(-1)
  for (let oy = -radius; oy <= radius; oy++) {
    for (let ox = -radius; ox <= radius; ox++) {
      const x0 = left + ox
      const y0 = top + oy
      if (x0 < 0 || y0 < 0 || x0 + side > ground.width || y0 + side > ground.height) continue
      map[(oy + radius) * span + ox + radius] = likenessAt(template, ground, x0, y0, side)
    }
  }
  return map
}

function likenessAt({ values, deviation }: Template, ground: Ground, x0: number, y0: number, side: number) {
  const { width, data, stride } = ground
  if (inWindow(ground.missing, stride, x0, y0, side) > 0) return -1
  const n = side * side
  const sum = inWindow(ground.sum, stride, x0, y0, side)
  const spread = Math.sqrt(Math.max(0, inWindow(ground.squares, stride, x0, y0, side) - (sum * sum) / n))
  if (spread < MIN_TEXTURE * 0.25 * side) return -1
  return productAt(values, data, y0 * width + x0, width, side) / (spread * deviation * side)
}

/** Four sums at a time: an addition need not wait for the one before. The side is a multiple of four. */
function productAt(values: Float32Array, data: Float32Array, start: number, width: number, side: number) {
  let [one, two, three, four] = [0, 0, 0, 0]
  for (let at = 0, from = start; at < values.length; from += width)
    for (const end = at + side, offset = from - at; at < end; at += 4) {
      one += data[offset + at]! * values[at]!
      two += data[offset + at + 1]! * values[at + 1]!
      three += data[offset + at + 2]! * values[at + 2]!
      four += data[offset + at + 3]! * values[at + 3]!
    }
  return one + two + three + four
}

/** The top of a parabola through three values, as an offset from the middle one, within half a step. */
function parabolaTop(before: number, middle: number, after: number): number {
  const bend = before - 2 * middle + after
  return bend < -1e-9 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend))) : 0
}

function findPeak(
  map: Float32Array,
  radius: number,
): { dx: number; dy: number; likeness: number } | undefined {
  const span = 2 * radius + 1
  let best = 0
  for (let i = 1; i < map.length; i++) if (map[i]! > map[best]!) best = i
  const [x, y] = [best % span, Math.floor(best / span)]
  const isInside = x > 0 && y > 0 && x < span - 1 && y < span - 1
  if (!isInside || map[best]! <= 0) return undefined
  return {
    dx: x - radius + parabolaTop(map[best - 1]!, map[best]!, map[best + 1]!),
    dy: y - radius + parabolaTop(map[best - span]!, map[best]!, map[best + span]!),
    likeness: map[best]!,
  }
}

/**
 * Looks for tiles of the original in the warped result by normalised correlation, to a fraction of a pixel.
 * @returns the matches found, and how many textured tiles there were to find.
 */
export function matchTiles(original: Plane, warped: Plane, settings: TileSettings) {
  const { tilePx: side, radiusPx, wantedTiles } = settings
  const area = original.width * original.height
  const stepPx = Math.max(MIN_STEP_PX, Math.round(Math.sqrt(area / wantedTiles)))
  const matches: Match[] = []
  let textured = 0
  const values = new Float32Array(side * side)
  const ground = { ...warped, ...sumWindows(warped) }
  for (let top = 0; top + side <= original.height; top += stepPx) {
    for (let left = 0; left + side <= original.width; left += stepPx) {
      const template = readTemplate(original, left, top, side, values)
      const [x, y] = [left + side / 2, top + side / 2]
      const middle = warped.data[Math.floor(y) * warped.width + Math.floor(x)]!
      if (template.deviation < MIN_TEXTURE || middle === NOT_COVERED) continue
      textured++
      const peak = findPeak(likenessMap(template, ground, left, top, side, radiusPx), radiusPx)
      const { xx, xy, yy, corner } = template
      if (peak) matches.push({ x, y, ...peak, xx, xy, yy, corner })
    }
  }
  return { matches, textured }
}
