import type { Plane } from '@/lib/engine/pixels/gaussian'
import { findBlobs } from './blobs'
import { boxMean, coverageOf, emptyPlane, grow, mapPlane, resizePlane, shareInside } from './plane'
import type { Point, Scene } from './vision'

/** Parts smaller than this share of the subject are matters of its rim. */
const LEAST_PART = 0.004
/** Each takes a tenth of a second to look at. */
const MOST_PARTS = 3
/** A thing of which more than this lies beyond the subject is another thing that shows behind it. */
const MOST_BEYOND = 0.35
/** What does not hang together with the core must stand out this much to belong to it, as a helmet in the hands does. */
const LEAST_STANDING_OUT = 0.85
/** Where a model is this unsure on average, it has not said that a part belongs. */
const LEAST_SURE = 0.85

/** What of a mask is another thing, and what is surely the subject's though it does not stand out; both 0–1. */
export type Parts = { foreign: Plane; own: Plane }

export const noParts = (mask: Plane): Parts => ({ foreign: emptyPlane(mask), own: emptyPlane(mask) })

/** Where a piece is widest. */
export function middleOf(piece: Plane): Point {
  const depth = boxMean(piece, Math.max(2, Math.round(piece.width / 64)))
  let best = 0
  for (let at = 1; at < depth.data.length; at++)
    if (piece.data[at]! > 0.5 && (piece.data[best]! <= 0.5 || depth.data[at]! > depth.data[best]!)) best = at
  return { x: best % piece.width, y: Math.floor(best / piece.width) }
}

/** The mean of a plane inside a piece. */
function meanInside({ data }: Plane, piece: Plane): number {
  let [sum, count] = [0, 0]
  for (let i = 0; i < data.length; i++)
    if (piece.data[i]! > 0.5) {
      sum += data[i]!
      count++
    }
  return sum / Math.max(1, count)
}

/** Three views of one subject: by its box, by points in it, and by how much it stands out. */
export type Views = { byBox: Plane; byPoints: Plane; around: Plane; agreed: Plane }

function isForeign({ byBox, around, agreed }: Views, piece: Plane, thing: Plane): boolean {
  if (shareInside(agreed, thing) > 0.5) return false
  return (
    1 - shareInside(thing, grow(byBox, 1)) > MOST_BEYOND || meanInside(around, piece) < LEAST_STANDING_OUT
  )
}

/**
 * Asks about every part of a subject on which the views differ: what is the thing there? The body of a cat is the cat;
 * a flag behind a shoulder is another thing.
 */
export async function judgeParts(
  signal: AbortSignal,
  scene: Pick<Scene, 'sketch'>,
  views: Views,
): Promise<Parts> {
  const { byBox, byPoints, agreed } = views
  const parts = noParts(byBox)
  const least = LEAST_PART * coverageOf(byBox) * byBox.data.length
  const disputed = findBlobs(
    mapPlane(byBox, (value, i) => (value > 0.5 && agreed.data[i]! <= 0.5 ? 1 : 0)),
    0,
    least,
  )
  const sureness = mapPlane(byBox, (value) => Math.abs(2 * value - 1))
  for (const { mask: piece } of disputed.slice(0, MOST_PARTS)) {
    const thing = resizePlane((await scene.sketch(signal, middleOf(piece))).mask, byBox)
    if (isForeign(views, piece, thing)) {
      const near = grow(piece, Math.max(2, Math.round(piece.width / 64)))
      for (let i = 0; i < near.data.length; i++)
        if (near.data[i]! > 0)
          parts.foreign.data[i] = Math.max(parts.foreign.data[i]!, thing.data[i]!, 1 - byPoints.data[i]!)
    } else if (meanInside(sureness, piece) > LEAST_SURE)
      for (let i = 0; i < piece.data.length; i++) if (piece.data[i]! > 0.5) parts.own.data[i] = 1
  }
  return parts
}
