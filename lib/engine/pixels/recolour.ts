import { hueDistance, hueOf } from '@/lib/engine/colours'
import { emptyPlane } from '@/lib/engine/vision/plane'
import type { Mask, RgbaRaster } from '@/lib/images/raster'
import type { Plane } from './gaussian'
import { findIslands } from './islands'
import { readOklab } from './oklab-at'
import { mapOklab } from './oklab-map'
import { createStretch } from './stretch'

/** What a thing looks like on average, in OKLab; its hue in degrees, or undefined when it has no colour of its own. */
export type Paint = { lightness: number; chroma: number; hue: { middle: number; reach: number } | undefined }

const BINS = 72
/** Chroma above this is a colour, under it a grey. */
const COLOURED = 0.045
/** A thing has a colour of its own when this share of it is coloured. */
const LEAST_COLOURED = 0.12
/** Where less than half is coloured, it must be so strongly: the glass is the bottle's colour, not its label. */
const STRONG = 0.08
const LEVELS = 256
/** Degrees from the main hue up to which a pixel belongs to it wholly: by how much the hue varies, within these. */
const NARROWEST = 13
const WIDEST = 30
/** Degrees over which belonging fades. */
const FADE = 12

/** The main colour inside a mask. */
export function measurePaint({ data }: RgbaRaster, mask: Mask): Paint {
  const bins = new Float64Array(BINS)
  const lab = new Float64Array(3)
  const levels = new Uint32Array(LEVELS)
  let [count, coloured, sumL, sumC] = [0, 0, 0, 0]
  for (let index = 0, at = 0; index < mask.data.length; index++, at += 4) {
    if (mask.data[index]! < 128) continue
    readOklab(data, at, lab)
    const chroma = Math.hypot(lab[1]!, lab[2]!)
    count++
    levels[Math.min(LEVELS - 1, Math.max(0, Math.floor(lab[0]! * LEVELS)))]!++
    if (chroma < COLOURED) continue
    coloured++
    sumL += lab[0]!
    sumC += chroma
    const bin = Math.floor((hueOf(lab[1]!, lab[2]!) / 360) * BINS) % BINS
    bins[bin] = bins[bin]! + chroma
  }
  const isColoured = coloured > count / 2 || sumC > coloured * STRONG
  if (coloured < Math.max(1, count * LEAST_COLOURED) || !isColoured)
    return { lightness: medianOf(levels, count), chroma: 0, hue: undefined }
  return { lightness: sumL / coloured, chroma: sumC / coloured, hue: spreadOf(bins, mainHue(bins)) }
}

/** The lightness that half of all pixels do not reach. */
function medianOf(levels: Uint32Array, count: number): number {
  let [level, below] = [0, levels[0]!]
  while (level < LEVELS - 1 && below < count / 2) below += levels[++level]!
  return (level + 0.5) / LEVELS
}

/** The middle of the three neighbouring bins that hold most, weighed by what they hold. */
function mainHue(bins: Float64Array): number {
  const around = (bin: number) => [-1, 0, 1].map((step) => bins[(bin + step + BINS) % BINS]!)
  let best = 0
  let most = -1
  for (let bin = 0; bin < BINS; bin++) {
    const held = around(bin).reduce((sum, value) => sum + value, 0)
    if (held > most) {
      most = held
      best = bin
    }
  }
  const [before = 0, , after = 0] = around(best)
  return (((best + 0.5 + (after - before) / Math.max(1e-9, most)) * 360) / BINS + 360) % 360
}

/** How far the hue of one thing varies: three standard deviations of what lies near the main hue. */
function spreadOf(bins: Float64Array, middle: number): Paint['hue'] {
  let [sum, weight] = [0, 0]
  for (let bin = 0; bin < BINS; bin++) {
    const away = hueDistance(((bin + 0.5) * 360) / BINS, middle)
    if (away > WIDEST) continue
    sum += bins[bin]! * away * away
    weight += bins[bin]!
  }
  const reach = 3 * Math.sqrt(sum / Math.max(1e-9, weight))
  return { middle, reach: Math.min(WIDEST, Math.max(NARROWEST, reach)) }
}

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

/** How much a pixel belongs to the main colour of its thing, 0–1: chrome and tyres of a red motorbike do not. */
function belonging({ hue, lightness: middle }: Paint, lightness: number, a: number, b: number): number {
  const chroma = Math.hypot(a, b)
  return hue === undefined
    ? greyness(middle, lightness, chroma)
    : clamp((hue.reach + FADE - hueDistance(hueOf(a, b), hue.middle)) / FADE) *
        clamp((chroma - 0.025) / 0.035)
}

/** Islands are looked for at this size. */
const SEARCH_SIDE_PX = 512

/** How much each place belongs to the main colour, at a small size. */
function belongingPlane({ width, height, data }: RgbaRaster, mask: Mask, paint: Paint): Plane {
  const step = Math.max(1, Math.ceil(Math.max(width, height) / SEARCH_SIDE_PX))
  const plane = emptyPlane({ width: Math.ceil(width / step), height: Math.ceil(height / step) })
  const lab = new Float64Array(3)
  for (let i = 0; i < plane.data.length; i++) {
    const index = Math.floor(i / plane.width) * step * width + (i % plane.width) * step
    if (mask.data[index]! < 128) continue
    const at = index * 4
    readOklab(data, at, lab)
    plane.data[i] = belonging(paint, lab[0]!, lab[1]!, lab[2]!)
  }
  return plane
}

/** A mask without things that only have the same colour as what is meant. */
export function withoutIslands(raster: RgbaRaster, mask: Mask, paint: Paint): Mask {
  const islands = paint.hue && findIslands(belongingPlane(raster, mask, paint))
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
  return mapOklab(signal, raster, change, within)
}
