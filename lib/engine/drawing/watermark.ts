import type { Outline, Tools } from '@/lib/engine/operation'
import type { Plane } from '@/lib/engine/pixels/gaussian'
import type { RgbaRaster } from '@/lib/images/raster'
import { coverPolygons } from './polygon'
import { paintPlane } from './text'

export const WATERMARK_TEXT = 'AI-generated'

/** Letters are this share of the shorter side, but can always be read; the mark takes most of the width at most. */
const SIZE_SHARE = 0.028
const SMALLEST_PX = 11
const MAX_WIDTH = 0.9
const PLATE = [16, 18, 22] as const
const PLATE_OPACITY = 0.62

/** A box with round ends as a polygon. */
function pill(width: number, height: number): Float64Array {
  const radius = height / 2
  const steps = 24
  const points: number[] = []
  for (const [centre, from] of [
    [width - radius, -0.5],
    [radius, 0.5],
  ] as const)
    for (let step = 0; step <= steps; step++) {
      const angle = Math.PI * (from + step / steps)
      points.push(centre + radius * Math.cos(angle), radius + radius * Math.sin(angle))
    }
  return Float64Array.from(points)
}

function outlineMark({ width, height }: RgbaRaster, tools: Tools): Outline {
  const sizePx = Math.max(SMALLEST_PX, SIZE_SHARE * Math.min(width, height))
  const outline = tools.outlineText(WATERMARK_TEXT, sizePx, { weight: 700 })
  const share = (outline.widthPx + 2 * outline.capHeightPx) / (width * MAX_WIDTH)
  return share <= 1 ? outline : tools.outlineText(WATERMARK_TEXT, sizePx / share, { weight: 700 })
}

/** Draws the visible "AI-generated" mark bottom right: white letters on a dark plate, so that it can be read anywhere. */
export function drawWatermark(raster: RgbaRaster, tools: Tools): RgbaRaster {
  const outline = outlineMark(raster, tools)
  const unit = outline.capHeightPx
  const width = Math.min(raster.width, Math.ceil(outline.widthPx + 2 * unit))
  const height = Math.min(raster.height, Math.ceil(unit * 2.3))
  const gap = Math.round(unit * 0.9)
  const at = {
    x: Math.max(0, raster.width - width - gap),
    y: Math.max(0, raster.height - height - gap),
  }
  const cover = (polygons: Float64Array[]): Plane => ({
    width,
    height,
    data: coverPolygons({ width, height }, polygons),
  })
  const left = (width - outline.widthPx) / 2
  const baseline = (height + unit) / 2
  const letters = outline.contours.map((contour) =>
    contour.map((value, i) => value + (i % 2 === 0 ? left : baseline)),
  )
  const out = { ...raster, data: raster.data.slice() }
  paintPlane(out, cover([pill(width, height)]), at, PLATE, PLATE_OPACITY)
  paintPlane(out, cover(letters), at, [255, 255, 255], 0.96)
  return out
}
