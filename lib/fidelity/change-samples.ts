import type { Raster } from '@/lib/images/raster'
import { createLabRow, darkWeight, readLab } from './oklab'
import type { Placement } from './placement'

/** Small windows spread evenly over the covered picture, measured in both pictures. One entry for each window. */
export type ChangeSamples = {
  count: number
  /** Mean OKLab of the original. */
  lightness: Float32Array
  a: Float32Array
  b: Float32Array
  /** Mean of result minus original on the three axes, and of its square over all three. */
  moved: [lightness: Float32Array, a: Float32Array, b: Float32Array]
  movedSquare: Float32Array
  /** Standard deviation of the original within the window: how busy it is. */
  activity: Float32Array
  /** How much differences count at this lightness, 0–1. */
  weight: Float32Array
  /** 1 where the result is as full or as empty as a channel can be and the original was not: it would have moved further. */
  clipped: Uint8Array
  /** How far from the middle of the picture it lies, 1 = in a corner. */
  edge: Float32Array
}

/** Half the side of the window over which differences are judged, here and in the map. */
export const WINDOW_REACH_PX = 2
const SIDE = 2 * WINDOW_REACH_PX + 1
const WANTED = 6000
/** Code values nearer to an end than this count as being there. */
const LEAST = 5

export function sampleChanges({ original, aligned }: Placement): ChangeSamples {
  const { width, height } = original
  const step = Math.max(SIDE, Math.round(Math.sqrt((width * height) / WANTED)))
  const most = Math.ceil(width / step) * Math.ceil(height / step)
  const array = () => new Float32Array(most)
  const samples: ChangeSamples = {
    count: 0,
    lightness: array(),
    a: array(),
    b: array(),
    moved: [array(), array(), array()],
    movedSquare: array(),
    activity: array(),
    weight: array(),
    clipped: new Uint8Array(most),
    edge: array(),
  }
  const [before, after] = [createLabRow(SIDE * SIDE), createLabRow(SIDE * SIDE)]
  for (let y = step >> 1; y + SIDE <= height; y += step)
    for (let x = step >> 1; x + SIDE <= width; x += step) {
      const { from, to } = aligned.cover
      const last = y + SIDE - 1
      const isCovered = from[y]! < x && from[last]! < x && to[y]! > x + SIDE && to[last]! > x + SIDE
      if (!isCovered && !(from[y] === 0 && to[y] === width && to[last] === width)) continue
      for (let row = 0; row < SIDE; row++) {
        const start = (y + row) * width + x
        readLab(original, start, SIDE, before, row * SIDE)
        readLab(aligned.raster, start, SIDE, after, row * SIDE)
      }
      samples.clipped[samples.count] =
        fullestOf(aligned.raster, x, y) > 2 * fullestOf(original, x, y) + 1 ? 1 : 0
      samples.edge[samples.count] =
        Math.hypot(x + SIDE / 2 - width / 2, y + SIDE / 2 - height / 2) / Math.hypot(width / 2, height / 2)
      addWindow(samples, before, after)
    }
  return samples
}

export const listWindows = ({ count }: ChangeSamples): Int32Array =>
  Int32Array.from({ length: count }, (_, i) => i)

/** How many of the window's pixels have a channel at its end. */
function fullestOf({ width, channels, data }: Raster, x: number, y: number): number {
  let count = 0
  for (let row = y; row < y + SIDE; row++)
    for (let at = (row * width + x) * channels, i = 0; i < SIDE; i++, at += channels) {
      const colours = channels < 3 ? 1 : 3
      let isAtEnd = false
      for (let c = 0; c < colours; c++) isAtEnd ||= data[at + c]! < LEAST || data[at + c]! > 255 - LEAST
      if (isAtEnd) count++
    }
  return count
}

function addWindow(samples: ChangeSamples, before: Lab, after: Lab): void {
  const n = SIDE * SIDE
  const axes = ['lightness', 'a', 'b'] as const
  const index = samples.count++
  let [square, variance] = [0, 0]
  axes.forEach((axis, k) => {
    let [sum, squares, moved] = [0, 0, 0]
    for (let i = 0; i < n; i++) {
      const value = before[axis][i]!
      const difference = after[axis][i]! - value
      sum += value
      squares += value * value
      moved += difference
      square += difference * difference
    }
    samples[axis][index] = sum / n
    samples.moved[k]![index] = moved / n
    variance += Math.max(0, squares / n - (sum / n) ** 2)
  })
  samples.movedSquare[index] = square / n
  samples.activity[index] = Math.sqrt(variance)
  samples.weight[index] = darkWeight(samples.lightness[index]! + samples.moved[0]![index]! / 2)
}

type Lab = ReturnType<typeof createLabRow>
