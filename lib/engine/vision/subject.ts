import type { Plane } from '@/lib/engine/pixels/gaussian'
import type { Box } from '@/lib/images/raster'
import { findBlobs, findPieces } from './blobs'
import { boundsOf, boxMean, coverageOf, emptyPlane, grow, mapPlane, overlapOf } from './plane'
import { findFoot } from './subject-foot'
import { judgeParts, noParts, type Views } from './subject-parts'
import type { Point, Scene, Subject } from './vision'

/** Salience above this counts for the box that is shown to SAM. */
const CLEAR = 0.55
/** Less than this share of the picture is noise, not a subject. */
const LEAST_COVERAGE = 0.003
/** From this agreement on, SAM's mask is used; under it, the salience itself. */
const TRUST_SEGMENT = 0.75
/** Above this a second try is not worth its time. */
const GOOD_AGREEMENT = 0.9
/** Above this there is nothing left to argue about. */
const FULL_AGREEMENT = 0.95
/** Width of the seam in which both are mixed, as a share of the picture's width: hair and whiskers live there. */
const SEAM_SHARE = 1 / 70

/** Share of salience in the seam; and where so little stands out, nothing belongs to the subject. */
const SEAM_SALIENCE = 0.3
const LEAK = 0.18

/** What SAM doubts by less than this (1 = it cannot tell) is taken as it says. */
const SURE = 0.25

/** Pieces of this much of the largest belong to it; smaller ones are leaks into the background. */
const LEAST_PIECE = 0.06

/**
 * A gap this small inside the subject is a mistake, such as an eye that was cut out of a face; at an edge of the picture
 * only when SAM takes it for the subject.
 */
const MOST_HOLE = 0.02

/** How many edges of the picture a piece touches. */
function edgesOf(piece: readonly number[], { width, height }: Plane): number {
  const touches = (isAt: (x: number, y: number) => boolean) =>
    piece.some((at) => isAt(at % width, Math.floor(at / width)))
  return [
    touches((x) => x === 0),
    touches((x) => x === width - 1),
    touches((_, y) => y === 0),
    touches((_, y) => y === height - 1),
  ].filter(Boolean).length
}

function fillHoles(mask: Plane, segment: Plane): Plane {
  const covered = coverageOf(mask) * mask.data.length
  const filled = mask.data.slice()
  for (const gap of findPieces(mapPlane(mask, (value) => (value > 0.5 ? 0 : 1)))) {
    if (gap.length >= covered * MOST_HOLE) continue
    const edges = edgesOf(gap, mask)
    const isInSegment = gap.reduce((sum, at) => sum + segment.data[at]!, 0) > gap.length * 0.7
    if (edges === 0 || (edges === 1 && isInSegment)) for (const at of gap) filled[at] = 1
  }
  return { ...mask, data: filled }
}

/** Leaves only the large pieces of a mask, with their soft rims. */
function withoutLeaks(mask: Plane, segment: Plane): Plane {
  const kept = findBlobs(mask, LEAST_PIECE).reduce(
    (all, piece) => mapPlane(all, (value, i) => Math.max(value, piece.mask.data[i]!)),
    emptyPlane(mask),
  )
  const reach = boxMean(kept, Math.max(2, Math.round(mask.width / 128)))
  return fillHoles(
    mapPlane(mask, (value, i) => (reach.data[i]! > 0 ? value : 0)),
    segment,
  )
}

/** Far from its rim a subject is whole: an eye that stands out less than the face is not half see-through. */
function withoutDents(mask: Plane): Plane {
  const nearRim = grow(
    mapPlane(mask, (value) => 1 - value),
    reachOf(mask),
  )
  return mapPlane(mask, (value, i) => (nearRim.data[i] === 0 ? 1 : value))
}

const hard = (plane: Plane): Plane => mapPlane(plane, (value) => (value > 0.5 ? 1 : 0))

const clamp = (value: number): number => Math.min(1, Math.max(0, value))

/**
 * SAM cuts exactly but knows no hair; salience knows hair but not exactly where it ends. Where SAM wavers, salience
 * decides; what lies away from all that stands out is a leak, unless it was found to be the subject's own.
 */
function mixAtSeam(segment: Plane, salient: Plane, own: Plane): Plane {
  const reach = reachOf(segment)
  const seam = boxMean(hard(segment), reach)
  const around = boxMean(salient, reach)
  return mapPlane(segment, (value, i) => {
    const near = seam.data[i]!
    const wavering = 1 - Math.abs(2 * value - 1)
    const share = Math.max(wavering, near > 0.02 && near < 0.98 ? SEAM_SALIENCE : 0)
    if (own.data[i]! > 0.5 && wavering < SURE) return value
    const mixed = value + (salient.data[i]! - value) * share
    return mixed * clamp((around.data[i]! - LEAK) / LEAK)
  })
}

const reachOf = ({ width }: Plane): number => Math.max(2, Math.round(width * SEAM_SHARE))

async function viewsOf(
  signal: AbortSignal,
  scene: Pick<Scene, 'segment'>,
  byBox: Plane,
  salient: Plane,
  box: Box,
): Promise<Views> {
  const { mask: byPoints } = await scene.segment(signal, { points: surestPoints(salient, box) })
  const around = boxMean(salient, reachOf(byBox))
  const agreed = mapPlane(byPoints, (value, i) => (around.data[i]! > 2 * LEAK ? value : 0))
  return { byBox, byPoints, around, agreed }
}

/** Both models' views of the subject as one mask. */
async function unite(
  signal: AbortSignal,
  scene: Pick<Scene, 'segment' | 'sketch'>,
  segment: Plane,
  salient: Plane,
  box: Box,
): Promise<Pick<Subject, 'mask' | 'foot'>> {
  const { foreign, own } =
    overlapOf(segment, salient) > FULL_AGREEMENT
      ? noParts(segment)
      : await judgeParts(signal, scene, await viewsOf(signal, scene, segment, salient, box))
  const without = (plane: Plane) => mapPlane(plane, (value, i) => value * (1 - foreign.data[i]!))
  const mixed = withoutLeaks(mixAtSeam(without(segment), without(salient), own), segment)
  const solid = withoutDents(mixed)
  const foot = await findFoot(signal, scene, solid)
  return { mask: solid, ...(foot && { foot }) }
}

/** A box alone leaves open what in it is meant; with points where the subject is surest, the model sometimes sees better. */
async function bestSegment(
  signal: AbortSignal,
  scene: Pick<Scene, 'segment'>,
  salient: Plane,
  box: Box,
): Promise<Plane> {
  const byBox = (await scene.segment(signal, { box })).mask
  if (overlapOf(byBox, salient) > GOOD_AGREEMENT) return byBox
  const byPoints = (await scene.segment(signal, { box, points: surestPoints(salient, box) })).mask
  return overlapOf(byPoints, salient) > overlapOf(byBox, salient) ? byPoints : byBox
}

/** Of each third of the box: where the subject is surest. */
function surestPoints(salient: Plane, box: Box): Point[] {
  const depth = boxMean(salient, Math.max(2, Math.round(Math.min(box.width, box.height) / 12)))
  const thirds = [0, 1, 2].map((third) => {
    const rows = { from: box.y + (box.height * third) / 3, to: box.y + (box.height * (third + 1)) / 3 }
    let best: Point & { value: number } = { x: box.x, y: box.y, value: -1 }
    for (let y = Math.floor(rows.from); y < Math.floor(rows.to); y++)
      for (let x = box.x; x < box.x + box.width; x++) {
        const value = depth.data[y * salient.width + x]!
        if (value > best.value) best = { x, y, value }
      }
    return best
  })
  return thirds.filter(({ value }) => value > CLEAR).map(({ x, y }) => ({ x, y }))
}

/** What both models take for the subject; undefined when nothing stands out. */
export async function findSubject(
  signal: AbortSignal,
  scene: Pick<Scene, 'segment' | 'sketch'>,
  salient: Plane,
): Promise<Subject | undefined> {
  const box: Box | undefined = boundsOf(salient, CLEAR)
  if (!box || coverageOf(salient) < LEAST_COVERAGE) return undefined
  const mask = await bestSegment(signal, scene, salient, box)
  const agreement = overlapOf(mask, salient)
  if (agreement < TRUST_SEGMENT) return { agreement, mask: withoutLeaks(salient, mask) }
  return { agreement, ...(await unite(signal, scene, mask, salient, box)) }
}
