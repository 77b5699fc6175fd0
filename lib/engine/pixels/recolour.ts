import { hueDistance, hueOf } from '@/lib/engine/colours'
import { emptyPlane } from '@/lib/engine/vision/plane'
import type { Mask, RgbaRaster } from '@/lib/images/raster'
import { mapOklabColours } from './colour-map'
import { findIslands } from './islands'
import { readOklab } from './oklab-at'
import type { Paint } from './paint'
import { createStretch } from './stretch'

/** Degrees over which belonging fades. */
const FADE = 12

const clamp = (value: number): number => Math.min(1, Math.max(0, value))

/** From this chroma on a part of a grey thing is another one, such as a cork; wholly at the second. */
const NO_LONGER_GREY = [0.07, 0.1] as const
/** Shade makes a grey darker by a share, down to this; what is lighter by more than this is a label or a highlight. */
const DARKEST = 0.4
const LIGHTER = 0.25
const LIGHTNESS_FADE = 0.1

/** How much a pixel is of the same grey. */
function greyness(middle: number, lightness: number, chroma: number): number {
  const [from, to] = NO_LONGER_GREY
  return (
    clamp((to - chroma) / (to - from)) *
    clamp((middle + LIGHTER + LIGHTNESS_FADE - lightness) / LIGHTNESS_FADE) *
    clamp((lightness - middle * DARKEST + LIGHTNESS_FADE) / LIGHTNESS_FADE)
  )
}

/** Under this chroma of the whole (OKLab) even what is paler yet belongs to it, as the light fur of a brown dog does. */
const DULL = 0.1

/** How much a pixel belongs to the main colour of its thing, 0–1: chrome and tyres of a red motorbike do not. */
function belonging(
  { hue, lightness: middle, chroma: full }: Paint,
  lightness: number,
  a: number,
  b: number,
): number {
  const chroma = Math.hypot(a, b)
  const dullness = Math.min(1, full / DULL)
  return hue === undefined
    ? greyness(middle, lightness, chroma)
    : clamp((hue.reach + FADE - hueDistance(hueOf(a, b), hue.middle)) / FADE) *
        clamp((chroma - 0.025 * dullness) / (0.035 * dullness))
}

/** Islands are looked for at this size. */
const SEARCH_SIDE_PX = 512

/** A thing at a small size: all of it, and how much each place belongs to its main colour. */
function sketchOf({ width, height, data }: RgbaRaster, mask: Mask, paint: Paint) {
  const step = Math.max(1, Math.ceil(Math.max(width, height) / SEARCH_SIDE_PX))
  const size = { width: Math.ceil(width / step), height: Math.ceil(height / step) }
  const [whole, own] = [emptyPlane(size), emptyPlane(size)]
  const lab = new Float64Array(3)
  for (let i = 0; i < own.data.length; i++) {
    const index = Math.floor(i / size.width) * step * width + (i % size.width) * step
    if (mask.data[index]! < 128) continue
    readOklab(data, index * 4, lab)
    whole.data[i] = 1
    own.data[i] = belonging(paint, lab[0]!, lab[1]!, lab[2]!)
  }
  return { whole, own }
}

/**
 * A mask without things that only have the same colour as what is meant.
 * @param isVessel what it holds is not meant either
 */
export function withoutIslands(raster: RgbaRaster, mask: Mask, paint: Paint, isVessel = false): Mask {
  if (!paint.hue) return mask
  const { whole, own } = sketchOf(raster, mask, paint)
  const islands = findIslands(own, isVessel ? whole : undefined)
  if (!islands) return mask
  const draw = createStretch(islands, raster)
  const row = new Float32Array(mask.width)
  const data = mask.data.slice()
  for (let y = 0, at = 0; y < mask.height; y++) {
    draw(y, row)
    for (let x = 0; x < mask.width; x++, at++) data[at] = Math.round(data[at]! * (1 - row[x]!))
  }
  return { ...mask, data }
}

/** What of a mask has the main colour of its thing. */
export function ofMainColour({ data }: RgbaRaster, mask: Mask, paint: Paint): Mask {
  const lab = new Float64Array(3)
  const own = new Uint8Array(mask.data.length)
  for (let i = 0; i < own.length; i++) {
    if (mask.data[i] === 0) continue
    readOklab(data, i * 4, lab)
    if (belonging(paint, lab[0]!, lab[1]!, lab[2]!) > 0.5) own[i] = mask.data[i]!
  }
  return { ...mask, data: own }
}

/** Share of the way to the lightness of the new colour; greys have nothing else to show, so they go further. */
const LIGHTNESS_SHARE = 0.5
const GREY_LIGHTNESS_SHARE = 0.85
const GREY = 0.04

/** Moves a lightness so that black, white and the order between stay. */
const shift = (lightness: number, mean: number, by: number): number =>
  by > 0
    ? lightness + (by * (1 - lightness)) / Math.max(0.05, 1 - mean)
    : lightness + (by * lightness) / Math.max(0.05, mean)

export type Manner = {
  /** The new paint is no stronger than this (OKLab chroma). */
  mostChroma: number
  /** Only what has the main colour of the thing is painted. */
  isMainOnly: boolean
  /** As light is, not paint: the same on grey clouds and on white ones. */
  isEven: boolean
  /** 1 = all the way. */
  amount: number
  /** What need not be painted is left as it is. */
  within: Mask
}

/**
 * Paints in another colour: hue and chroma become those of the new paint, lightness moves towards it, and all that
 * made the old paint look real stays: shading, texture, highlights.
 */
export function recolour(
  signal: AbortSignal,
  raster: RgbaRaster,
  paint: Paint,
  [lightness, a, b]: readonly [number, number, number],
  { isMainOnly, isEven, amount, mostChroma, within }: Manner,
): Promise<RgbaRaster> {
  const full = Math.hypot(a, b)
  const chroma = Math.min(full, mostChroma)
  const [cos, sin] = full > 1e-6 ? [a / full, b / full] : [1, 0]
  const by = (lightness - paint.lightness) * (chroma < GREY ? GREY_LIGHTNESS_SHARE : LIGHTNESS_SHARE)
  const change = (colour: Float64Array) => {
    const share = amount * (isMainOnly ? belonging(paint, colour[0]!, colour[1]!, colour[2]!) : 1)
    if (share <= 0) return
    const own = Math.hypot(colour[1]!, colour[2]!)
    const relative = paint.chroma > 0 && !isEven ? Math.min(1.5, own / paint.chroma) : 1
    // Highlights are the colour of the light, not of the paint.
    const matt = isEven ? 1 : clamp((0.985 - colour[0]!) / 0.12)
    const next = chroma * (0.3 + 0.7 * relative) * matt
    const after = clamp(shift(colour[0]!, paint.lightness, by))
    colour[0] = colour[0]! + (after - colour[0]!) * share * (chroma < GREY ? 1 : matt)
    colour[1] = colour[1]! + (cos * next - colour[1]!) * share
    colour[2] = colour[2]! + (sin * next - colour[2]!) * share
  }
  return mapOklabColours(signal, raster, change, within)
}
