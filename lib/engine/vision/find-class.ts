import type { Plane } from '@/lib/engine/pixels/gaussian'
import { readOklab } from '@/lib/engine/pixels/oklab-at'
import type { PlainTarget } from '@/lib/engine/target'
import type { Box, Size } from '@/lib/images/raster'
import { findBlobs } from './blobs'
import { choose } from './choose'
import { type CocoLabel, nearLabels } from './coco'
import { isClear } from './find-subject'
import { notFound, notFoundBut } from './not-found'
import { boundsOf, emptyPlane, mapPlane, overlapOf, shareInside } from './plane'
import type { Detection, Found, Scene } from './vision'

type ClassTarget = Extract<PlainTarget, { kind: 'class' }>

/** The detector's boxes are often a little tight. */
const BOX_MARGIN = 0.08
/** A second thing of the kind counts when it is this much as sure as the first. */
const SECOND_SHARE = 0.55
/** Things of a kind that is only near must be surer. */
const NEAR_SCORE = 0.3
/** A detection this sure that fills the subject says what the subject is. */
const TELLING_SCORE = 0.3
/** The subject is the thing when they overlap this much: its mask is the better one. */
const SAME_AS_SUBJECT = 0.65
const LEAST_QUALITY = 0.6
/** A twin is at least so much as large as the thing that was seen, and its mean colour lies within this (OKLab). */
const LEAST_TWIN = 0.35
const SAME_COLOUR = 0.1

/** A box with air around it, inside the picture. */
export function padBox(box: Box, { width, height }: Size, margin = BOX_MARGIN): Box {
  const x = Math.max(0, box.x - box.width * margin)
  const y = Math.max(0, box.y - box.height * margin)
  return {
    x,
    y,
    width: Math.min(width - x, box.width * (1 + 2 * margin)),
    height: Math.min(height - y, box.height * (1 + 2 * margin)),
  }
}

export const unite = (masks: readonly Plane[], size: Size): Plane =>
  masks.reduce((all, mask) => mapPlane(all, (value, i) => Math.max(value, mask.data[i]!)), emptyPlane(size))

/** True when one box lies mostly inside the other: the detector saw the same thing twice. */
function isSameThing(a: Box, b: Box): boolean {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  if (width <= 0 || height <= 0) return false
  return (width * height) / Math.min(a.width * a.height, b.width * b.height) > 0.6
}

function distinct(objects: readonly Detection[]): Detection[] {
  const kept: Detection[] = []
  for (const one of objects) if (!kept.some((other) => isSameThing(other.box, one.box))) kept.push(one)
  const best = kept[0]?.score ?? 0
  return kept.filter(({ score }) => score >= best * SECOND_SHARE)
}

/** Things of this kind, or of a near one when there is none; `seen` = what the detector calls them. */
function candidates(
  objects: readonly Detection[],
  label: CocoLabel,
): { things: Detection[]; seen: CocoLabel } {
  const exact = objects.filter((one) => one.label === label)
  if (exact.length > 0) return { things: distinct(exact), seen: label }
  const near = objects.filter(
    ({ label: other, score }) => nearLabels(label).includes(other) && score >= NEAR_SCORE,
  )
  return { things: distinct(near), seen: near[0]?.label ?? label }
}

/** The exact mask of what a box shows. */
export async function maskOfBox(signal: AbortSignal, scene: Scene, box: Box): Promise<Plane | undefined> {
  const { mask, quality } = await scene.segment(signal, { box: padBox(box, scene.size) })
  const subject = await scene.subject(signal)
  if (subject && isClear(subject) && overlapOf(subject.mask, mask) > SAME_AS_SUBJECT) return subject.mask
  return quality >= LEAST_QUALITY && boundsOf(mask) ? mask : undefined
}

/** A thing of a kind that the detector knows. @throws EngineRefusal `TARGET_NOT_FOUND`, `AMBIGUOUS_TARGET` */
export async function findClass(signal: AbortSignal, scene: Scene, target: ClassTarget): Promise<Found> {
  const objects = await scene.objects(signal)
  const { things, seen } = candidates(objects, target.label)
  if (things.length === 0)
    throw notFoundBut(target.which === 'all' ? target.word : withArticle(target.word), objects)
  const chosen = choose(
    [...things, ...(await twinsOf(signal, scene, things, objects))],
    target.which,
    target.word,
  )
  const masks: Plane[] = []
  for (const { box } of chosen) {
    const mask = await maskOfBox(signal, scene, box)
    if (mask) masks.push(mask)
  }
  if (masks.length === 0) throw notFound(`I see the ${target.word}, but not exactly where it ends`)
  const notes = seen === target.label ? [] : [`I took what looks like a ${seen} for the ${target.word}.`]
  return { mask: unite(masks, scene.size), notes }
}

const withArticle = (word: string): string => `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`

/**
 * Of two dogs the detector often sees one. A piece of the subject beside it, about as large and of about the same
 * colour, is another of its kind.
 */
async function twinsOf(
  signal: AbortSignal,
  scene: Scene,
  things: readonly Detection[],
  objects: readonly Detection[],
): Promise<{ box: Box }[]> {
  const subject = await scene.subject(signal)
  if (things.length !== 1 || !subject || !isClear(subject)) return []
  const pieces = findBlobs(subject.mask, LEAST_TWIN)
  const own = pieces.find(({ box }) => isSameThing(box, things[0]!.box))
  if (!own) return []
  const colour = meanColour(scene, own.mask)
  return pieces.filter(
    (piece) =>
      piece !== own &&
      piece.area >= own.area * LEAST_TWIN &&
      !objects.some((one) => isSameThing(one.box, piece.box)) &&
      distanceBetween(colour, meanColour(scene, piece.mask)) < SAME_COLOUR,
  )
}

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

/** A thing that no detector knows by name. */
export const findThing = (signal: AbortSignal, scene: Scene, word: string): Promise<Found> =>
  subjectAs(signal, scene, word)

/** The clear subject under another name, unless the detector knows it as something else. */
async function subjectAs(signal: AbortSignal, scene: Scene, word: string): Promise<Found> {
  const objects = await scene.objects(signal)
  const subject = await scene.subject(signal)
  if (!subject || !isClear(subject)) throw notFoundBut(withArticle(word), objects)
  const told = objects.filter(({ score }) => score >= TELLING_SCORE)
  const inBoxes = mapPlane(emptyPlane(scene.size), (_, i) =>
    told.some(({ box }) => isInside(box, i, scene.size.width)) ? 1 : 0,
  )
  if (shareInside(subject.mask, inBoxes) > 0.5) throw notFoundBut(withArticle(word), objects)
  return { mask: subject.mask, notes: [`I took the subject of the picture for the ${word}.`] }
}

function isInside({ x, y, width, height }: Box, index: number, stride: number): boolean {
  const column = index % stride
  const row = Math.floor(index / stride)
  return column >= x && column < x + width && row >= y && row < y + height
}
