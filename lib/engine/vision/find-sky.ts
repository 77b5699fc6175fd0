import { hueDistance, hueOf } from '@/lib/engine/colours'
import type { Plane } from '@/lib/engine/pixels/gaussian'
import { readOklab } from '@/lib/engine/pixels/oklab-at'
import { findBlobs } from './blobs'
import { notFound } from './not-found'
import { boxMean, coverageOf, emptyPlane, grow, lumaPlane, mapPlane } from './plane'
import type { Found, Scene } from './vision'

const SKY_HUE = 250
const LEAST_COVERAGE = 0.03
/** The sky touches the upper edge along at least this share of it. */
const LEAST_AT_TOP = 0.12
/** Mean step of luma in a smooth place. */
const SMOOTH = 0.022

/** Bright or blue, as 0 or 1. */
function skyColoured({ size, work }: Pick<Scene, 'work' | 'size'>): Plane {
  const lab = new Float64Array(3)
  return mapPlane(emptyPlane(size), (_, i) => {
    readOklab(work.data, i * 4, lab)
    const chroma = Math.hypot(lab[1]!, lab[2]!)
    const isBlue = chroma > 0.015 && hueDistance(hueOf(lab[1]!, lab[2]!), SKY_HUE) < 55
    const isCloud = lab[0]! > 0.72 && chroma < 0.05
    return isBlue || isCloud ? 1 : 0
  })
}

/** How far texture is looked at around a pixel. */
const windowOf = (width: number): number => Math.max(2, Math.round(width / 200))

/** True where there is no texture. */
function smoothPlane({ size, work }: Pick<Scene, 'work' | 'size'>): Plane {
  const luma = lumaPlane(work)
  const { width } = size
  const steps = mapPlane(luma, (value, i) =>
    i % width === 0 || i < width
      ? 0
      : Math.abs(value - luma.data[i - 1]!) + Math.abs(value - luma.data[i - width]!),
  )
  return mapPlane(boxMean(steps, windowOf(width)), (value) => (value < SMOOTH ? 1 : 0))
}

/** Share of the upper edge that a mask touches. */
function shareAtTop({ width, data }: Plane): number {
  let touching = 0
  for (let x = 0; x < width; x++) if (data[width * 2 + x]! > 0.5) touching++
  return touching / width
}

/** What is smooth, bright or blue and hangs from the upper edge. @throws EngineRefusal `TARGET_NOT_FOUND` */
export async function findSky(signal: AbortSignal, scene: Scene): Promise<Found> {
  signal.throwIfAborted()
  const coloured = skyColoured(scene)
  const smooth = smoothPlane(scene)
  const skyLike = mapPlane(coloured, (value, i) => value * smooth.data[i]!)
  const pieces = findBlobs(skyLike, 0.05).filter(({ mask }) => shareAtTop(mask) > 0.02)
  const mask = pieces.reduce(
    (all, piece) => mapPlane(all, (value, i) => Math.max(value, piece.mask.data[i]!)),
    emptyPlane(scene.size),
  )
  if (coverageOf(mask) < LEAST_COVERAGE || shareAtTop(mask) < LEAST_AT_TOP)
    throw notFound('I could not find a sky that is clear enough')
  return { mask: closeGaps(upToEdges(mask, coloured)), notes: [] }
}

/** Near a ridge the ridge's own texture is seen: there colour alone decides. */
function upToEdges(mask: Plane, coloured: Plane): Plane {
  const near = grow(mask, windowOf(mask.width) + 1)
  return mapPlane(mask, (value, i) => Math.max(value, near.data[i]! * coloured.data[i]!))
}

/** Small birds and wires belong to the sky. */
function closeGaps(mask: Plane): Plane {
  const radius = windowOf(mask.width)
  const wide = mapPlane(boxMean(mask, radius), (value) => (value > 0.02 ? 1 : 0))
  return mapPlane(boxMean(wide, radius), (value) => (value > 0.98 ? 1 : 0))
}
