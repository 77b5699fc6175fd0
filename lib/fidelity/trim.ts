import type { Size } from '@/lib/images/raster'
import { cropPixels } from './crop'
import type { Pixels } from './plane'
import { apply, invert, spanOf, type Transform, toAffine } from './transform'

/** A result pixel counts as inside when no more than this much of it is outside. */
const HAIR_PX = 0.02

/**
 * A result without what lies beyond the original, such as the bars of a letterbox: where bar and picture meet, pixels
 * are a mixture, and a filter would draw the bar into the picture.
 */
export function trimToOriginal(
  original: Size,
  result: Pixels,
  transform: Transform,
): { result: Pixels; transform: Transform } {
  const toOriginal = toAffine(transform)
  const toResult = invert(toOriginal)
  const there = spanOf(toResult, original)
  const [left, right] = inside(there.left, there.right, result.width)
  const [top, bottom] = inside(there.top, there.bottom, result.height)
  const isWhole = left === 0 && top === 0 && right === result.width && bottom === result.height
  if (isWhole || right <= left || bottom <= top) return { result, transform }
  const { x, y } = apply(toOriginal, left, top)
  return {
    result: cropPixels(result, { x: left, y: top, width: right - left, height: bottom - top }),
    transform: { ...transform, shiftX: x, shiftY: y },
  }
}

/** The whole pixels between two places. */
const inside = (from: number, to: number, length: number): [number, number] => [
  Math.max(0, Math.ceil(from - HAIR_PX)),
  Math.min(length, Math.floor(to + HAIR_PX)),
]
