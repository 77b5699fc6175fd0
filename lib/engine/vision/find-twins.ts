import type { Plane } from '@/lib/engine/pixels/gaussian'
import { readOklab } from '@/lib/engine/pixels/oklab-at'
import { measurePaint, type Paint } from '@/lib/engine/pixels/paint'
import { ofMainColour } from '@/lib/engine/pixels/recolour'
import type { Box } from '@/lib/images/raster'
import { type Blob, findBlobs } from './blobs'
import { isInside, isSameThing, padBox } from './boxes'
import { isClear } from './find-subject'
import { coverageOf, fromMask, mapPlane, toMask } from './plane'
import type { Detection, Scene } from './vision'

/** A twin is at least so much as large as the thing that was seen, and its mean colour lies within this (OKLab). */
const LEAST_TWIN = 0.35
const SAME_COLOUR = 0.1

/**
 * Of two dogs the detector often sees one. What is left of the subject beside it, when it is about as large and of
 * about the same colour, is another of its kind.
 */
export async function findTwins(
  signal: AbortSignal,
  scene: Scene,
  things: readonly Detection[],
  objects: readonly Detection[],
): Promise<{ box: Box }[]> {
  const subject = await scene.subject(signal)
  const [thing] = things
  if (things.length !== 1 || !thing || !subject || !isClear(subject)) return []
  const own = padBox(thing.box, scene.size)
  const isOwn = (i: number) => isInside(own, i, scene.size.width)
  const seen = mapPlane(subject.mask, (value, i) => (isOwn(i) ? value : 0))
  const area = coverageOf(seen) * seen.data.length
  const colour = meanColour(scene, seen)
  const pieces = findBlobs(
    mapPlane(subject.mask, (value, i) => (isOwn(i) ? 0 : value)),
    LEAST_TWIN,
  ).filter(
    (piece) =>
      piece.area >= area * LEAST_TWIN &&
      isCompact(piece) &&
      !objects.some((one) => isSameThing(one.box, piece.box)) &&
      distanceBetween(colour, meanColour(scene, piece.mask)) < SAME_COLOUR,
  )
  const paint = measurePaint(scene.work, toMask(seen))
  return pieces.map((piece) => ({ box: boxOfColour(scene, piece, paint) }))
}

/** Where a piece has the colour of its twin: the towel on which the other dog lies is not the dog. */
function boxOfColour({ work }: Scene, { mask, box }: Blob, paint: Paint): Box {
  const own = ofMainColour(work, toMask(mask), paint)
  const [main] = paint.hue ? findBlobs(fromMask(own), 1) : []
  return main ? main.box : box
}

/** True for what fills its box well; a rim left over at a box that is too tight does not. */
const isCompact = ({ area, box: { width, height } }: Blob): boolean =>
  area > width * height * 0.35 && Math.min(width, height) > Math.max(width, height) * 0.35

const distanceBetween = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!)

/** The mean OKLab colour of what a mask shows. */
function meanColour({ work }: Scene, { data }: Plane): [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0]
  const lab = new Float64Array(3)
  let count = 0
  for (let i = 0; i < data.length; i++) {
    if (data[i]! <= 0.5) continue
    readOklab(work.data, i * 4, lab)
    count++
    for (let k = 0; k < 3; k++) sums[k]! += lab[k]!
  }
  return [sums[0] / count, sums[1] / count, sums[2] / count]
}
