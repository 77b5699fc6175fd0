import { findBlobs } from '@/lib/engine/vision/blobs'
import { emptyPlane, mapPlane } from '@/lib/engine/vision/plane'
import type { Plane } from './gaussian'

/** Islands smaller than this share of the main piece are reflections and folds, not things of their own. */
const LEAST_ISLAND = 0.004

/** What lies behind the gaps of a piece: reached neither from the picture's edge nor part of the piece. */
function holesOf(piece: Plane): Plane {
  const outside = findBlobs(
    mapPlane(piece, (value) => 1 - value),
    0,
  ).filter(({ box }) => touchesEdge(box, piece))
  const reached = emptyPlane(piece)
  for (const { mask } of outside)
    for (let i = 0; i < mask.data.length; i++) if (mask.data[i]) reached.data[i] = 1
  return mapPlane(piece, (value, i) => (value > 0.5 || reached.data[i]! > 0 ? 0 : 1))
}

const touchesEdge = (
  box: { x: number; y: number; width: number; height: number },
  { width, height }: Plane,
): boolean => box.x === 0 || box.y === 0 || box.x + box.width === width || box.y + box.height === height

/**
 * A red fig in a red bowl has the bowl's colour and is not the bowl: pieces of a colour that lie in a gap of its
 * largest piece are things of their own.
 * @param belonging how much each pixel has the colour, 0–1
 * @returns those pieces as 0 or 1; undefined when there are none
 */
export function findIslands(belonging: Plane): Plane | undefined {
  const [main, ...others] = findBlobs(belonging, LEAST_ISLAND)
  if (!main || others.length === 0) return undefined
  const holes = holesOf(main.mask)
  const islands = others.filter(({ mask }) =>
    mask.data.every((value, i) => value < 0.5 || holes.data[i]! > 0.5),
  )
  if (islands.length === 0) return undefined
  const all = emptyPlane(belonging)
  for (const { mask } of islands) for (let i = 0; i < all.data.length; i++) if (mask.data[i]) all.data[i] = 1
  // Speckles around an island, in the same gap, are its own.
  const gap = findBlobs(holes, 0).filter(({ mask }) =>
    mask.data.some((value, i) => value > 0.5 && all.data[i]! > 0.5),
  )
  for (const { mask } of gap) for (let i = 0; i < all.data.length; i++) if (mask.data[i]) all.data[i] = 1
  return all
}
