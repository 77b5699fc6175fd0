import { boxMean } from '@/lib/engine/vision/plane'
import type { Plane } from './gaussian'
import { DEPTH, type Level } from './patch-match'

/** How much texture counts beside colour (the root of the 50 of Newson et al., 2014). */
const WEIGHT = 7

/**
 * Writes into a level how much its brightness changes across and down around each pixel. Small copies of a picture
 * lose grass and grain, but not this: so the hole in a lawn is not filled with a wall of the same green.
 * @param windowPx side of the square over which the mean is taken: a pixel of the smallest copy
 */
export function measureTexture(level: Level, windowPx: number): void {
  const { width, height, image, missing } = level
  const radius = Math.max(1, windowPx >> 1)
  const known: Plane = { width, height, data: Float32Array.from(missing, (is) => 1 - is) }
  const share = boxMean(known, radius)
  for (const [channel, step] of [
    [3, 1],
    [4, width],
  ] as const) {
    const mean = boxMean(stepsOf(level, step), radius)
    for (let at = 0; at < missing.length; at++)
      image[at * DEPTH + channel] = (WEIGHT * mean.data[at]!) / Math.max(1e-3, share.data[at]!)
  }
}

/** The difference of each pixel's brightness to that of the one before it; 0 where either is missing. */
function stepsOf({ width, height, image, missing }: Level, step: number): Plane {
  const data = new Float32Array(width * height)
  const luma = (at: number) =>
    0.299 * image[at * DEPTH]! + 0.587 * image[at * DEPTH + 1]! + 0.114 * image[at * DEPTH + 2]!
  for (let at = step; at < data.length; at++)
    if ((step !== 1 || at % width > 0) && missing[at] === 0 && missing[at - step] === 0)
      data[at] = Math.abs(luma(at) - luma(at - step))
  return { width, height, data }
}
