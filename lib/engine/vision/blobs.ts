import type { Plane } from '@/lib/engine/pixels/gaussian'
import type { Box } from '@/lib/images/raster'
import { boundsOf, emptyPlane } from './plane'

/** A connected piece of a mask. */
export type Blob = { mask: Plane; area: number; box: Box }

/** Walks over all pixels that hang together with the first. */
function flood({ width, height, data }: Plane, taken: Uint8Array, start: number): number[] {
  const found = [start]
  taken[start] = 1
  for (let next = 0; next < found.length; next++) {
    const at = found[next]!
    const x = at % width
    for (const beside of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width])
      if (beside >= 0 && beside < width * height && !taken[beside] && data[beside]! > 0.5) {
        taken[beside] = 1
        found.push(beside)
      }
  }
  return found
}

function toBlob(mask: Plane, pixels: number[]): Blob {
  const piece = emptyPlane(mask)
  for (const at of pixels) piece.data[at] = 1
  return { mask: piece, area: pixels.length, box: boundsOf(piece)! }
}

/** The pixels of each connected piece of a mask, in no order. */
export function findPieces(mask: Plane): number[][] {
  const taken = new Uint8Array(mask.data.length)
  const pieces: number[][] = []
  for (let at = 0; at < mask.data.length; at++)
    if (!taken[at] && mask.data[at]! > 0.5) pieces.push(flood(mask, taken, at))
  return pieces
}

/**
 * The connected pieces of a mask, the largest first.
 * @param leastShare of the largest: smaller ones are left out
 * @param leastPx and so are those with fewer pixels: each that stays takes a plane of its own
 */
export function findBlobs(mask: Plane, leastShare: number, leastPx = 0): Blob[] {
  const pieces = findPieces(mask)
  const largest = pieces.reduce((most, { length }) => Math.max(most, length), 0)
  return pieces
    .filter(({ length }) => length >= Math.max(leastPx, largest * leastShare))
    .sort((a, b) => b.length - a.length)
    .map((pixels) => toBlob(mask, pixels))
}
