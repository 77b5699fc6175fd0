import type { Size } from '@/lib/images/raster'
import { cropPixels } from './crop'
import type { Pixels } from './plane'
import { apply, invert, type Transform, toAffine } from './transform'

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
  const corners = [0, original.width].flatMap((x) => [0, original.height].map((y) => apply(toResult, x, y)))
  const [left, right] = inside(
    corners.map(({ x }) => x),
    result.width,
  )
  const [top, bottom] = inside(
    corners.map(({ y }) => y),
    result.height,
  )
  const isWhole = left === 0 && top === 0 && right === result.width && bottom === result.height
  if (isWhole || right <= left || bottom <= top) return { result, transform }
  const { x, y } = apply(toOriginal, left, top)
  return {
    result: cropPixels(result, { x: left, y: top, width: right - left, height: bottom - top }),
    transform: { ...transform, shiftX: x, shiftY: y },
  }
}

/** The whole pixels between the outermost of some places. */
function inside(places: number[], length: number): [number, number] {
  return [
    Math.max(0, Math.ceil(Math.min(...places) - HAIR_PX)),
    Math.min(length, Math.floor(Math.max(...places) + HAIR_PX)),
  ]
}
