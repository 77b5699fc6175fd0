import { findPieces } from '@/lib/engine/vision/blobs'
import { mapPlane } from '@/lib/engine/vision/plane'
import type { Plane } from './gaussian'

/** Pieces and gaps smaller than this share of the largest piece are doubts of the model, not things. */
const LEAST_PIECE = 0.002

/** A mask 0–1 without its specks, and with its pinholes closed. */
export function withoutSpecks(mask: Plane): Plane {
  const pieces = findPieces(mask)
  const largest = Math.max(0, ...pieces.map(({ length }) => length))
  const isSpeck = ({ length }: number[]) => length < LEAST_PIECE * largest
  const clean = mapPlane(mask, (value) => value)
  for (const piece of pieces.filter(isSpeck)) for (const at of piece) clean.data[at] = 0
  const gaps = findPieces(mapPlane(clean, (value) => 1 - value))
  for (const gap of gaps.filter(isSpeck)) for (const at of gap) clean.data[at] = 1
  return clean
}
