import type { Box, Size } from '@/lib/images/raster'
import { cropPixels } from './crop'
import { bringUpright } from './orientation'
import { fullScaleOf, type Pixels } from './plane'
import type { Transform } from './transform'

/**
 * The share of the pixels that both pictures show whose samples are equal, 0–1; null where the result is scaled, turned
 * by less than a quarter or moved by parts of a pixel, or has other bits. A missing alpha is a full one, and grey is
 * three equal samples.
 * @param transform where the result lies
 */
export function exactShareOf(original: Pixels, result: Pixels, transform: Transform): number | null {
  if (fullScaleOf(original) !== fullScaleOf(result)) return null
  const upright = bringUpright(result, transform)
  const { scaleX, scaleY, shiftX, shiftY, rotationDeg } = upright.transform
  const isWhole = Number.isInteger(shiftX) && Number.isInteger(shiftY)
  if (scaleX !== 1 || scaleY !== 1 || rotationDeg !== 0 || !isWhole) return null
  const shared = boxInBoth(original, upright.result, shiftX, shiftY)
  if (shared.width <= 0 || shared.height <= 0) return null
  const there = { ...shared, x: shared.x - shiftX, y: shared.y - shiftY }
  return shareAlike(partOf(original, shared), partOf(upright.result, there))
}

/** What both show, in px of the original. */
function boxInBoth(original: Size, result: Size, shiftX: number, shiftY: number): Box {
  const [x, y] = [Math.max(0, shiftX), Math.max(0, shiftY)]
  const right = Math.min(original.width, shiftX + result.width)
  const bottom = Math.min(original.height, shiftY + result.height)
  return { x, y, width: right - x, height: bottom - y }
}

const partOf = (pixels: Pixels, box: Box): Pixels =>
  box.width === pixels.width && box.height === pixels.height ? pixels : cropPixels(pixels, box)

/** Of two pictures of one size. */
function shareAlike(one: Pixels, other: Pixels): number {
  const count = one.width * one.height
  if (one.channels === other.channels) return countAlike(one, other) / count
  const [first, second] = [readerOf(one), readerOf(other)]
  let equal = 0
  for (let i = 0; i < count; i++) {
    let isEqual = true
    for (let c = 0; c < 4 && isEqual; c++) isEqual = first(i, c) === second(i, c)
    if (isEqual) equal++
  }
  return equal / count
}

/** The same without looking a sample up: most results are written as their originals are. */
function countAlike({ data, channels }: Pixels, other: Pixels): number {
  let equal = 0
  for (let at = 0; at < data.length; at += channels) {
    let c = 0
    while (c < channels && data[at + c] === other.data[at + c]) c++
    if (c === channels) equal++
  }
  return equal
}

/** A sample of red, green, blue or alpha, whatever the picture holds. */
function readerOf(pixels: Pixels): (index: number, channel: number) => number {
  const { channels, data } = pixels
  const full = fullScaleOf(pixels)
  const hasAlpha = channels === 2 || channels === 4
  const isGrey = channels < 3
  return (index, channel) => {
    if (channel === 3) return hasAlpha ? data[index * channels + channels - 1]! : full
    return data[index * channels + (isGrey ? 0 : channel)]!
  }
}
