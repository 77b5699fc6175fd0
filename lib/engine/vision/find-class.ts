import type { Plane } from '@/lib/engine/pixels/gaussian'
import type { PlainTarget } from '@/lib/engine/target'
import type { Which } from '@/lib/engine/target-words'
import type { Box, Size } from '@/lib/images/raster'
import { adoptParts } from './adopt-parts'
import { isInside, isSameThing, padBox } from './boxes'
import { choose } from './choose'
import { type CocoLabel, nearLabels } from './coco'
import { isClear } from './find-subject'
import { findTwins } from './find-twins'
import { notFound, notFoundBut } from './not-found'
import { boundsOf, emptyPlane, mapPlane, overlapOf, shareInside } from './plane'
import { middleOf } from './subject-parts'
import { type Detection, type Found, type Scene, type Segment, TELLING_SCORE } from './vision'

type ClassTarget = Extract<PlainTarget, { kind: 'class' }>

/** A second thing of the kind counts when it is this much as sure as the first. */
const SECOND_SHARE = 0.55
/** Things of a kind that is only near must be surer. */
const NEAR_SCORE = 0.3
/** The subject is the thing when they overlap this much: its mask is the better one. */
const SAME_AS_SUBJECT = 0.65
const LEAST_QUALITY = 0.6
/** A thing that overlaps this much with what of the subject lies in its box is a part of the subject. */
const LEAST_OF_SUBJECT = 0.5

export const unite = (masks: readonly Plane[], size: Size): Plane =>
  masks.reduce((all, mask) => mapPlane(all, (value, i) => Math.max(value, mask.data[i]!)), emptyPlane(size))

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
  const around = padBox(box, scene.size)
  const byBox = await scene.segment(signal, { box: around })
  const subject = await scene.subject(signal)
  const clear = subject && isClear(subject) ? subject.mask : undefined
  if (clear && overlapOf(clear, byBox.mask) > SAME_AS_SUBJECT) return clear
  const { mask, quality } = clear ? await nearerTo(signal, scene, clear, byBox, around) : byBox
  return quality >= LEAST_QUALITY && boundsOf(mask) ? mask : undefined
}

/** One of several things that stand out: a box may take a plank for fur, where a point in it as well does not. */
async function nearerTo(
  signal: AbortSignal,
  scene: Scene,
  subject: Plane,
  byBox: Segment,
  box: Box,
): Promise<Segment> {
  const own = mapPlane(subject, (value, i) => (isInside(box, i, scene.size.width) ? value : 0))
  const overlap = overlapOf(own, byBox.mask)
  if (overlap < LEAST_OF_SUBJECT) return byBox
  const byPoint = await scene.segment(signal, { box, points: [middleOf(own)] })
  return overlapOf(own, byPoint.mask) > overlap ? byPoint : byBox
}

/** A thing of a kind that the detector knows. @throws EngineRefusal `TARGET_NOT_FOUND`, `AMBIGUOUS_TARGET` */
export async function findClass(signal: AbortSignal, scene: Scene, target: ClassTarget): Promise<Found> {
  const objects = await scene.objects(signal)
  const { things, seen } = candidates(objects, target.label)
  if (things.length === 0)
    throw notFoundBut(target.which === 'all' ? target.word : withArticle(target.word), objects)
  const all = [...things, ...(await findTwins(signal, scene, things, objects))]
  const chosen = choose(all, target.which, target.word)
  const masks: Plane[] = []
  for (const { box } of chosen) {
    const mask = await maskOfBox(signal, scene, box)
    if (mask) masks.push(await adoptParts(signal, scene, mask, box))
  }
  if (masks.length === 0) throw notFound(`I see the ${target.word}, but not exactly where it ends`)
  const notes = [
    ...(seen === target.label ? [] : [`I took what looks like ${withArticle(seen)} for the ${target.word}.`]),
    ...(isOneOfMany(target.which) && all.length === 1
      ? [`I found only one ${target.word} and took that.`]
      : []),
  ]
  return { mask: unite(masks, scene.size), notes }
}

const isOneOfMany = (which: Which): boolean => which !== 'one' && which !== 'all'

const withArticle = (word: string): string => `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`

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
