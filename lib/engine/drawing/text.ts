import { samplesOfHex } from '@/lib/engine/grammar/colour'
import { anchorOf, type Place } from '@/lib/engine/grammar/place'
import type { FontFace, Outline, Tools } from '@/lib/engine/operation'
import { paintPixel } from '@/lib/engine/pixels/canvas'
import { blurPlane, type Plane } from '@/lib/engine/pixels/gaussian'
import { LINEAR_OF_BYTE, luminanceOf } from '@/lib/images/pixels/srgb'
import type { Box, RgbaRaster } from '@/lib/images/raster'
import { coverPolygons } from './polygon'

export type TextStyle = FontFace & {
  text: string
  sizePx: number
  place: Place
  /** `#rrggbb`, or `auto` for what can be read on what lies there. */
  colour: string
}

/** Distance from the edges as a share of the shorter side, and how much of the width a line may take. */
const MARGIN = 0.05
const MAX_WIDTH = 0.9
/** Room around the letters for descenders and the shadow, in letter sizes. */
const ROOM = 0.4
const SHADOW_SIGMA = 0.07
const SHADOW_OPACITY = 0.5

/** OKLab lightness of what is neither bright nor dark: black letters above it, white ones below. */
const MIDDLE = 0.68

function outlineThatFits(raster: RgbaRaster, { text, sizePx, ...face }: TextStyle, tools: Tools): Outline {
  const outline = tools.outlineText(text, sizePx, face)
  const room = raster.width * MAX_WIDTH
  return outline.widthPx <= room ? outline : tools.outlineText(text, (sizePx * room) / outline.widthPx, face)
}

/** The baseline's start, whole pixels. */
function placeLine({ width, height }: RgbaRaster, outline: Outline, place: Place): { x: number; y: number } {
  const margin = MARGIN * Math.min(width, height)
  const { across, down } = anchorOf(place)
  return {
    x: Math.round(margin + across * (width - 2 * margin - outline.widthPx)),
    y: Math.round(margin + outline.capHeightPx + down * (height - 2 * margin - outline.capHeightPx)),
  }
}

/** The part of the picture that letters and shadow may touch. */
function boxAround({ width, height }: RgbaRaster, outline: Outline, start: { x: number; y: number }): Box {
  const room = Math.ceil(outline.capHeightPx * (1 + ROOM))
  const x = Math.max(0, start.x - room)
  const y = Math.max(0, start.y - Math.ceil(outline.capHeightPx) - room)
  return {
    x,
    y,
    width: Math.max(1, Math.min(width, start.x + Math.ceil(outline.widthPx) + room) - x),
    height: Math.max(1, Math.min(height, start.y + room) - y),
  }
}

function coverLetters(outline: Outline, box: Box, start: { x: number; y: number }): Plane {
  const moved = outline.contours.map((contour) =>
    contour.map((value, i) => (i % 2 === 0 ? value + start.x - box.x : value + start.y - box.y)),
  )
  return { ...box, data: coverPolygons(box, moved) }
}

/** Mean OKLab lightness under the box; see-through counts as white. */
function lightnessUnder(raster: RgbaRaster, box: Box): number {
  let sum = 0
  for (let y = box.y; y < box.y + box.height; y++)
    for (let x = box.x; x < box.x + box.width; x++) {
      const at = (y * raster.width + x) * 4
      const alpha = raster.data[at + 3]! / 255
      const linear = [0, 1, 2].map((channel) => LINEAR_OF_BYTE[raster.data[at + channel]!]!)
      sum += Math.cbrt(luminanceOf(linear[0]!, linear[1]!, linear[2]!)) * alpha + 1 - alpha
    }
  return sum / (box.width * box.height)
}

/** Paints one colour through a plane of coverage that lies at a box; `raster` is changed in place. */
export function paintPlane(
  raster: RgbaRaster,
  plane: Plane,
  at: { x: number; y: number },
  colour: readonly number[],
  opacity: number,
): void {
  for (let row = 0; row < plane.height; row++)
    for (let column = 0; column < plane.width; column++) {
      const pixel = ((at.y + row) * raster.width + at.x + column) * 4
      paintPixel(raster.data, pixel, colour, plane.data[row * plane.width + column]! * opacity)
    }
}

/** Writes one line of letters. In colour `auto` it is black or white over a soft shadow of the other. */
export async function drawText(
  signal: AbortSignal,
  raster: RgbaRaster,
  style: TextStyle,
  tools: Tools,
): Promise<RgbaRaster> {
  const outline = outlineThatFits(raster, style, tools)
  const start = placeLine(raster, outline, style.place)
  const box = boxAround(raster, outline, start)
  const letters = coverLetters(outline, box, start)
  const out = { ...raster, data: raster.data.slice() }
  if (style.colour !== 'auto') {
    paintPlane(out, letters, box, samplesOfHex(style.colour), 1)
    return out
  }
  const isBright = lightnessUnder(raster, box) > MIDDLE
  const shadow = { ...letters, data: letters.data.slice() }
  await blurPlane(signal, shadow, Math.max(0.5, SHADOW_SIGMA * outline.capHeightPx))
  paintPlane(out, shadow, box, isBright ? [255, 255, 255] : [0, 0, 0], SHADOW_OPACITY)
  paintPlane(out, letters, box, isBright ? [17, 17, 17] : [255, 255, 255], 1)
  return out
}
