import { hueDistance, hueOf } from '@/lib/engine/colours'
import type { Plane } from '@/lib/engine/pixels/gaussian'
import { readOklab } from '@/lib/engine/pixels/oklab-at'
import { withoutSpecks } from '@/lib/engine/pixels/specks'
import { EngineRefusal } from '@/lib/engine/refusal'
import { findBlobs } from './blobs'
import { unite } from './find-class'
import { notFound } from './not-found'
import { boxMean, coverageOf, emptyPlane, grow, lumaPlane, mapPlane, shareInside } from './plane'
import { withGaps } from './sky-gaps'
import type { Found, Point, Scene } from './vision'

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

/** The model must be this sure, see this much of what looks like sky high up, and see mostly what has its colours. */
const LEAST_QUALITY = 0.7
const LEAST_SEEN = 0.6
const LEAST_COLOURED = 0.6
/** Where the surest places lie: in the upper part, this deep in what looks like sky. */
const UPPER_SHARE = 0.35
const DEEP_SHARE = 0.98

/** Of each third of the width: the highest place that lies deep in what looks like sky. */
function highPlaces(mask: Plane): Point[] {
  const depth = boxMean(mask, Math.max(2, Math.round(mask.width / 40)))
  return [0, 1, 2].flatMap((third) => {
    const [from, to] = [third, third + 1].map((n) => Math.floor((mask.width * n) / 3)) as [number, number]
    for (let y = 2; y < mask.height * UPPER_SHARE; y++) {
      const row = depth.data.subarray(y * mask.width + from, y * mask.width + to)
      const deepest = row.reduce((most, value) => Math.max(most, value), 0)
      if (deepest > DEEP_SHARE) return [{ x: from + row.indexOf(deepest), y }]
    }
    return []
  })
}

/**
 * What the model takes for one thing with the upper sky: it sees where a lake begins in the haze, and thin towers.
 * Undefined where it is not sure, or missing on this machine.
 */
async function seeSky(
  signal: AbortSignal,
  scene: Scene,
  mask: Plane,
  coloured: Plane,
): Promise<Plane | undefined> {
  const points = highPlaces(mask)
  if (points.length === 0) return undefined
  try {
    const { mask: seen, quality } = await scene.segment(signal, { points })
    const upper = mapPlane(mask, (value, i) => (i < mask.data.length * UPPER_SHARE ? value : 0))
    const isSky =
      quality >= LEAST_QUALITY &&
      shareInside(upper, seen) >= LEAST_SEEN &&
      shareInside(seen, coloured) >= LEAST_COLOURED
    return isSky ? withGaps(scene.work, withoutSpecks(seen)) : undefined
  } catch (error) {
    if (error instanceof EngineRefusal && error.details.code === 'UNSUPPORTED_INSTRUCTION') return undefined
    throw error
  }
}

/** What is smooth, bright or blue and hangs from the upper edge. @throws EngineRefusal `TARGET_NOT_FOUND` */
export async function findSky(signal: AbortSignal, scene: Scene): Promise<Found> {
  signal.throwIfAborted()
  const coloured = skyColoured(scene)
  const smooth = smoothPlane(scene)
  const skyLike = mapPlane(coloured, (value, i) => value * smooth.data[i]!)
  const pieces = findBlobs(skyLike, 0.05).filter(({ mask }) => shareAtTop(mask) > 0.02)
  const mask = unite(
    pieces.map((piece) => piece.mask),
    scene.size,
  )
  if (coverageOf(mask) < LEAST_COVERAGE || shareAtTop(mask) < LEAST_AT_TOP)
    throw notFound('I could not find a sky that is clear enough')
  const seen = await seeSky(signal, scene, mask, coloured)
  return { mask: seen ?? closeGaps(upToEdges(mask, coloured)), notes: [] }
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
