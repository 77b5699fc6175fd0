import type { Size } from '@/lib/images/raster'
import type { SizeControl } from '@/lib/models/card'

type Exact = NonNullable<SizeControl['exact']>

/**
 * The size with the shape of `input` that lies within a model's limits and is nearest to the input's own size, in px.
 * A shape that the sides do not allow is cut to the nearest one that they do.
 */
export function sizeLikeInput(input: Size, exact: Exact): Size {
  const { minSidePx, maxSidePx, minAreaPx = 0, maxAreaPx = Number.POSITIVE_INFINITY } = exact
  const area = input.width * input.height
  const smallest = Math.max(minSidePx / Math.min(input.width, input.height), Math.sqrt(minAreaPx / area), 1)
  const largest = Math.min(maxSidePx / Math.max(input.width, input.height), Math.sqrt(maxAreaPx / area))
  const scale = Math.min(smallest, largest)
  // Away from the limit that forced the scaling, so that rounding does not cross it.
  const whole = scale > 1 ? Math.ceil : Math.floor
  const side = (px: number) => toStep(Math.min(Math.max(whole(px * scale), minSidePx), maxSidePx), exact)
  return { width: side(input.width), height: side(input.height) }
}

/** Rounded to what the model takes, never beyond a limit. */
function toStep(px: number, { minSidePx, maxSidePx, multipleOfPx = 1 }: Exact): number {
  const rounded = Math.round(px / multipleOfPx) * multipleOfPx
  if (rounded < minSidePx) return Math.ceil(minSidePx / multipleOfPx) * multipleOfPx
  return rounded > maxSidePx ? Math.floor(maxSidePx / multipleOfPx) * multipleOfPx : rounded
}

/** Of the ratios that a model names (`16:9`), the one nearest to the shape of `input`. */
export function nearestRatio(input: Size, options: SizeControl['options']): string | undefined {
  const distance = (value: string) => {
    const [width = 0, height = 0] = value.split(':').map(Number)
    return Math.abs(Math.log((input.width / input.height) * (height / width)))
  }
  const ratios = options.map(({ value }) => value).filter((value) => /^\d+:\d+$/.test(value))
  return ratios.sort((one, other) => distance(one) - distance(other))[0]
}
