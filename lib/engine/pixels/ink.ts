import { findPieces } from '@/lib/engine/vision/blobs'
import { boxMean, emptyPlane, mapPlane } from '@/lib/engine/vision/plane'
import type { RgbaRaster } from '@/lib/images/raster'
import { blurPlane, type Plane } from './gaussian'
import { readOklab } from './oklab-at'

type Lab = { lightness: Plane; a: Plane; b: Plane }

/** Variance of lightness up to which a place is texture and becomes flat; above it there is an edge, which stays. */
const TEXTURE = 0.0015
const ROUNDS = 2

const multiply = (one: Plane, other: Plane): Plane => mapPlane(one, (value, i) => value * other.data[i]!)

/** One plane smoothed wherever the guide has no edge: the guided filter (He, Sun, Tang, 2013). */
function smoothAlong(guide: Plane, plane: Plane, radius: number): Plane {
  const meanGuide = boxMean(guide, radius)
  const meanPlane = boxMean(plane, radius)
  const both = boxMean(multiply(guide, plane), radius)
  const square = boxMean(multiply(guide, guide), radius)
  const slope = mapPlane(both, (value, i) => {
    const variance = square.data[i]! - meanGuide.data[i]! ** 2
    return (value - meanGuide.data[i]! * meanPlane.data[i]!) / (variance + TEXTURE)
  })
  const offset = mapPlane(meanPlane, (mean, i) => mean - slope.data[i]! * meanGuide.data[i]!)
  const meanSlope = boxMean(slope, radius)
  const meanOffset = boxMean(offset, radius)
  return mapPlane(guide, (value, i) => meanSlope.data[i]! * value + meanOffset.data[i]!)
}

/** The OKLab planes of a picture without its textures. */
export function flatten(raster: RgbaRaster, radius: number): Lab {
  const [lightness, a, b] = [emptyPlane(raster), emptyPlane(raster), emptyPlane(raster)]
  const lab = new Float64Array(3)
  for (let i = 0; i < lightness.data.length; i++) {
    readOklab(raster.data, i * 4, lab)
    lightness.data[i] = lab[0]!
    a.data[i] = lab[1]!
    b.data[i] = lab[2]!
  }
  let flat: Lab = { lightness, a, b }
  for (let round = 0; round < ROUNDS; round++)
    flat = {
      lightness: smoothAlong(flat.lightness, flat.lightness, radius),
      // Guided by themselves: a red bowl before a grey wall as light as itself must not glow.
      a: smoothAlong(flat.a, flat.a, radius),
      b: smoothAlong(flat.b, flat.b, radius),
    }
  return flat
}

/** XDoG (Winnemöller, 2011): the difference of two blurs, stressed so much, against this level; how hard ink ends. */
const STRESS = 22
const LEVEL = 0.36
const SLOPE = 9
const WIDER = 1.6
/** Spots of ink smaller than a square of this many line widths are texture, not drawing. */
const LEAST_SPOT = 5

/** How much light ink leaves at each pixel, 0–1: lines where lightness falls, areas where it is dark. */
export async function inkOf(signal: AbortSignal, lightness: Plane, line: number): Promise<Plane> {
  const narrow = { ...lightness, data: lightness.data.slice() }
  const wide = { ...lightness, data: lightness.data.slice() }
  await blurPlane(signal, narrow, line)
  await blurPlane(signal, wide, line * WIDER)
  const ink = mapPlane(narrow, (value, i) => {
    const stressed = value + STRESS * (value - wide.data[i]!)
    return stressed >= LEVEL ? 1 : 1 + Math.tanh(SLOPE * (stressed - LEVEL))
  })
  return withoutSpots(ink, (LEAST_SPOT * line) ** 2)
}

function withoutSpots(ink: Plane, leastPx: number): Plane {
  const kept = emptyPlane(ink)
  for (const piece of findPieces(mapPlane(ink, (value) => (value < 0.75 ? 1 : 0))))
    if (piece.length >= leastPx) for (const at of piece) kept.data[at] = 1
  const near = boxMean(kept, 2)
  return mapPlane(ink, (value, i) => (near.data[i]! > 0 ? value : 1))
}
