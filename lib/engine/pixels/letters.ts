import { findPieces } from '@/lib/engine/vision/blobs'
import { fromMask } from '@/lib/engine/vision/plane'
import type { Mask, RgbaRaster } from '@/lib/images/raster'
import { growMask } from './mask'

/** Colours are counted in cubes of this many bytes a side. */
const CUBE = 16
const CUBES = 256 / CUBE
/** Letters have one colour that fills this share of their line, and is this much rarer around it. */
const LEAST_SHARE = 0.1
const RARER_AROUND = 0.3
/** A pixel is of the letters' colour within this distance of its mean (bytes, Euclid). */
const SAME_COLOUR = 72
/** How far around a line its background is looked at, and how far letters are widened, in heights of the line. */
const AROUND = 0.5
const BEYOND = 0.3
const WIDEN = 0.06

const cubeOf = (data: Uint8Array, at: number): number =>
  ((data[at]! >> 4) * CUBES + (data[at + 1]! >> 4)) * CUBES + (data[at + 2]! >> 4)

type Line = { pixels: readonly number[]; left: number; right: number; top: number; bottom: number }

function toLine(pixels: readonly number[], width: number): Line {
  const line: Line = { pixels, left: width, right: 0, top: Number.POSITIVE_INFINITY, bottom: 0 }
  for (const at of pixels) {
    const [x, y] = [at % width, Math.floor(at / width)]
    line.left = Math.min(line.left, x)
    line.right = Math.max(line.right, x)
    line.top = Math.min(line.top, y)
    line.bottom = Math.max(line.bottom, y)
  }
  return line
}

const heightOf = ({ left, right, top, bottom }: Line): number => Math.min(right - left, bottom - top) + 1

/** How often each cube of colours occurs in a line, less how often it occurs around it; all as shares. */
function countColours({ width, height, data }: RgbaRaster, mask: Mask, line: Line) {
  const inside = new Float64Array(CUBES ** 3)
  for (const at of line.pixels) inside[cubeOf(data, at * 4)]! += 1 / line.pixels.length
  const outside = new Float64Array(CUBES ** 3)
  const reach = Math.ceil(heightOf(line) * AROUND)
  let count = 0
  for (let y = Math.max(0, line.top - reach); y <= Math.min(height - 1, line.bottom + reach); y++)
    for (let x = Math.max(0, line.left - reach); x <= Math.min(width - 1, line.right + reach); x++)
      if (mask.data[y * width + x] === 0) {
        outside[cubeOf(data, (y * width + x) * 4)]! += 1
        count++
      }
  return { inside, outside: outside.map((value) => value / Math.max(1, count)) }
}

/** The cube and all that touch it. */
function sumAround(counts: Float64Array, cube: number): number {
  const [red, green, blue] = [Math.floor(cube / CUBES ** 2), Math.floor(cube / CUBES) % CUBES, cube % CUBES]
  let sum = 0
  for (let r = Math.max(0, red - 1); r <= Math.min(CUBES - 1, red + 1); r++)
    for (let g = Math.max(0, green - 1); g <= Math.min(CUBES - 1, green + 1); g++)
      for (let b = Math.max(0, blue - 1); b <= Math.min(CUBES - 1, blue + 1); b++)
        sum += counts[(r * CUBES + g) * CUBES + b]!
  return sum
}

/** The colour of the letters: common in their line, rare around it. Undefined when there is no such colour. */
function findInk(raster: RgbaRaster, mask: Mask, line: Line): [number, number, number] | undefined {
  const { inside, outside } = countColours(raster, mask, line)
  let best = 0
  for (let cube = 1; cube < inside.length; cube++)
    if (inside[cube]! - outside[cube]! > inside[best]! - outside[best]!) best = cube
  const share = sumAround(inside, best)
  if (share < LEAST_SHARE || sumAround(outside, best) > share * RARER_AROUND) return undefined
  const sums: [number, number, number] = [0, 0, 0]
  let count = 0
  for (const at of line.pixels) {
    if (cubeOf(raster.data, at * 4) !== best) continue
    count++
    for (let channel = 0; channel < 3; channel++) sums[channel]! += raster.data[at * 4 + channel]!
  }
  return [sums[0] / count, sums[1] / count, sums[2] / count]
}

/** Marks what has the colour of the ink in a line and a little beyond it, where dots and tails of letters stand. */
function markInk(raster: RgbaRaster, line: Line, ink: readonly number[], out: Uint8Array): void {
  const { width, height, data } = raster
  const reach = Math.ceil(heightOf(line) * BEYOND)
  for (let y = Math.max(0, line.top - reach); y <= Math.min(height - 1, line.bottom + reach); y++)
    for (let x = Math.max(0, line.left - reach); x <= Math.min(width - 1, line.right + reach); x++) {
      const at = (y * width + x) * 4
      const away = Math.hypot(data[at]! - ink[0]!, data[at + 1]! - ink[1]!, data[at + 2]! - ink[2]!)
      if (away < SAME_COLOUR) out[y * width + x] = 255
    }
}

/**
 * The letters of lines of writing: what has a colour of its own there, with its soft rim. A line whose letters do not
 * stand out by one colour stays whole.
 */
export function lettersIn(raster: RgbaRaster, lines: Mask): Mask {
  const letters = new Uint8Array(lines.data.length)
  const whole: (readonly number[])[] = []
  let rim = 2
  for (const pixels of findPieces(fromMask(lines))) {
    const line = toLine(pixels, lines.width)
    const ink = findInk(raster, lines, line)
    if (!ink) whole.push(pixels)
    else markInk(raster, line, ink, letters)
    if (ink) rim = Math.max(rim, Math.round(heightOf(line) * WIDEN))
  }
  const { data } = growMask({ ...lines, data: letters }, rim)
  for (const pixels of whole) for (const at of pixels) data[at] = 255
  return { ...lines, data }
}
