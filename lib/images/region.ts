import type { InputLimits } from './copies/preparation'
import type { Box, Size } from './raster'

/** What is sent shows this much around a selection, as a share of its longer side. */
const CONTEXT_SHARE = 0.25
/** A model understands little of a smaller picture; where the photo has more, more is sent. */
const LEAST_SIDE_PX = 512

/**
 * The part of a picture that is sent for a selection: the selection with its surroundings, in a shape that the model
 * takes as far as the picture allows it. Whole px.
 */
export function surround(box: Box, picture: Size, limits: Pick<InputLimits, 'minRatio' | 'maxRatio'>): Box {
  const marginPx = Math.round(CONTEXT_SHARE * Math.max(box.width, box.height))
  const wanted = {
    width: Math.max(LEAST_SIDE_PX, box.width + 2 * marginPx),
    height: Math.max(LEAST_SIDE_PX, box.height + 2 * marginPx),
  }
  const { minRatio = 0, maxRatio = Number.POSITIVE_INFINITY } = limits
  const fitted = within(wanted, picture)
  const { width, height } = within(
    {
      width: Math.max(fitted.width, Math.ceil(fitted.height * minRatio)),
      height: Math.max(fitted.height, Math.ceil(fitted.width / maxRatio)),
    },
    picture,
  )
  return {
    x: start(box.x + box.width / 2, width, picture.width),
    y: start(box.y + box.height / 2, height, picture.height),
    width,
    height,
  }
}

const within = ({ width, height }: Size, picture: Size): Size => ({
  width: Math.min(width, picture.width),
  height: Math.min(height, picture.height),
})

/** About the middle of the selection, but not beyond the edge. */
const start = (middle: number, length: number, whole: number): number =>
  Math.max(0, Math.min(whole - length, Math.round(middle - length / 2)))
