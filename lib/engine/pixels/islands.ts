import { type Blob, findBlobs, findPieces } from '@/lib/engine/vision/blobs'
import { emptyPlane, grow, mapPlane } from '@/lib/engine/vision/plane'
import type { Plane } from './gaussian'

/** Islands smaller than this share of the main piece are reflections and folds, not things of their own. */
const LEAST_ISLAND = 0.004

/** Fewer pixels than this are no island: each that may be one takes a plane of its own. */
const LEAST_ISLAND_PX = 8

const isAtEdge = (at: number, { width, height }: Plane): boolean =>
  at < width || at >= width * (height - 1) || at % width === 0 || at % width === width - 1

/** What lies behind the gaps of a piece: reached neither from the picture's edge nor part of the piece. */
function holesOf(piece: Plane): number[][] {
  const beyond = mapPlane(piece, (value) => (value > 0.5 ? 0 : 1))
  return findPieces(beyond).filter((pixels) => !pixels.some((at) => isAtEdge(at, piece)))
}

/** A vessel's wall reaches its rim to within this share of the picture, and fades out over the second. */
const WALL_SHARE = 1 / 170
const FRINGE_SHARE = 1 / 100

/** What a vessel holds: all of its colour that is not at its largest piece, nor at one that touches its rim. */
function contentsOf([main, ...others]: readonly Blob[], belonging: Plane, vessel: Plane): Plane {
  const beyond = mapPlane(vessel, (value) => (value > 0.5 ? 0 : 1))
  const rim = grow(beyond, Math.max(2, Math.round(vessel.width * WALL_SHARE)))
  const walls = others.filter(({ mask }) => mask.data.some((value, i) => value > 0.5 && rim.data[i]! > 0))
  const wall = mapPlane(main!.mask, (value, i) => Math.max(value, ...walls.map(({ mask }) => mask.data[i]!)))
  const near = grow(wall, Math.max(1, Math.round(vessel.width * FRINGE_SHARE)))
  return mapPlane(belonging, (value, i) => (value > 0 && near.data[i] === 0 ? 1 : 0))
}

/** Pieces that lie in a gap of the largest, and speckles in the same gap; a leafy thing has thousands of gaps. */
function piecesInGaps([main, ...others]: readonly Blob[]): Plane[] {
  const things = emptyPlane(main!.mask)
  for (const { mask } of others) for (let i = 0; i < mask.data.length; i++) things.data[i]! += mask.data[i]!
  const filled = holesOf(main!.mask).filter((pixels) => pixels.some((at) => things.data[at]! > 0))
  if (filled.length === 0) return []
  const inGaps = emptyPlane(main!.mask)
  for (const at of filled.flat()) inGaps.data[at] = 1
  return [inGaps]
}

/**
 * A red fig in a red bowl has the bowl's colour and is not the bowl: pieces of a colour that lie in a gap of its
 * largest piece are things of their own.
 * @param belonging how much each pixel has the colour, 0–1
 * @param vessel the whole of a thing that holds others, 0–1: then all that has its colour inside, apart from its wall
 * @returns those pieces as 0 or 1; undefined when there are none
 */
export function findIslands(belonging: Plane, vessel?: Plane): Plane | undefined {
  const pieces = findBlobs(belonging, LEAST_ISLAND, LEAST_ISLAND_PX)
  if (pieces.length < (vessel ? 1 : 2)) return undefined
  const islands = [...piecesInGaps(pieces), ...(vessel ? [contentsOf(pieces, belonging, vessel)] : [])]
  return islands.length === 0
    ? undefined
    : mapPlane(emptyPlane(belonging), (_, i) => (islands.some(({ data }) => data[i]) ? 1 : 0))
}
