import type { Plane } from '@/lib/engine/pixels/gaussian'
import type { Size } from '@/lib/images/raster'
import { isInside, shareOfBox } from './boxes'
import { boundsOf, coverageOf, mapPlane, overlapOf, shareInside } from './plane'
import { type Detection, type Level, type Point, type Scene, TELLING_SCORE } from './vision'

/** Something that a click may mean; `level` is what the model called it by, where it is one of its own. */
export type ClickStep = { mask: Plane; level?: Level }

/** What one click may mean, the smallest first, and which of them it means when nothing else is said. */
export type ClickSteps = { steps: readonly ClickStep[]; usual: number }

type View = Pick<Scene, 'segment' | 'levels' | 'objects' | 'exact' | 'size'>

/** A mask that is less sure of itself is a guess; of parts, which are asked for one by one, less is enough. */
const LEAST_STABILITY = 0.9
const LEAST_OF_PARTS = 0.75
const LEAST_QUALITY = 0.7
/** Qualities that differ by less are the same. */
const AS_GOOD = 0.015
/** So many detected things are looked at for a click. */
const MOST_THINGS = 2
/** Masks that overlap more than this are the same step. */
const SAME_STEP = 0.75
/** What is left without a thing differs from the whole by that thing alone. */
const SAME_AS_REST = 0.92
/** A mask that holds this much of another holds it; what is smaller than the second share of it is a part, not a thing. */
const HOLDS = 0.8
const LEAST_HELD = 0.1
/** More than this of the picture is no thing that anybody points at. */
const MOST_COVERAGE = 0.95

/** The pixel under a point; a click on the very edge, a share of 1, is one on the last. */
const indexAt = ({ width, height }: Size, { x, y }: Point): number =>
  Math.min(height - 1, Math.floor(y)) * width + Math.min(width - 1, Math.floor(x))

const isAt = (plane: Plane, point: Point): boolean => plane.data[indexAt(plane, point)]! > 0.5

const areaOf = ({ width, height }: Detection['box']): number => width * height

async function masksOf(
  signal: AbortSignal,
  scene: View,
  things: readonly Detection[],
): Promise<readonly Plane[]> {
  const masks: Plane[] = []
  for (const thing of things.slice(0, MOST_THINGS)) {
    const mask = await scene.exact(signal, thing)
    if (mask) masks.push(mask)
  }
  return masks
}

/** The things at a place that the detector names, the smallest first. */
async function thingsAt(signal: AbortSignal, scene: View, point: Point): Promise<readonly Plane[]> {
  const index = indexAt(scene.size, point)
  const near = (await scene.objects(signal))
    .filter(({ score, box }) => score >= TELLING_SCORE && isInside(box, index, scene.size.width))
    .toSorted((a, b) => areaOf(a.box) - areaOf(b.box))
  return (await masksOf(signal, scene, near)).filter((mask) => isAt(mask, point))
}

/** A saucer without the cup on it: a mask without the things on it that were not pointed at; undefined when it has none. */
async function withoutHeld(
  signal: AbortSignal,
  scene: View,
  whole: Plane,
  point: Point,
): Promise<Plane | undefined> {
  const bounds = boundsOf(whole)
  if (!bounds) return undefined
  const area = coverageOf(whole)
  const near = (await scene.objects(signal)).filter(
    ({ score, box }) =>
      score >= TELLING_SCORE &&
      shareOfBox(box, bounds) > HOLDS &&
      areaOf(box) < areaOf(bounds) * HOLDS &&
      areaOf(box) > areaOf(bounds) * LEAST_HELD,
  )
  const held = (await masksOf(signal, scene, near)).filter(
    (mask) => !isAt(mask, point) && shareInside(mask, whole) > HOLDS && coverageOf(mask) > area * LEAST_HELD,
  )
  if (held.length === 0) return undefined
  return mapPlane(whole, (value, i) => Math.min(value, ...held.map(({ data }) => 1 - data[i]!)))
}

/** Each once, the first of equal ones. */
function distinct(steps: readonly ClickStep[], same = SAME_STEP): ClickStep[] {
  const kept: ClickStep[] = []
  for (const one of steps) if (!kept.some(({ mask }) => overlapOf(mask, one.mask) > same)) kept.push(one)
  return kept
}

const bySize = (steps: readonly ClickStep[]): ClickStep[] =>
  steps.toSorted((a, b) => coverageOf(a.mask) - coverageOf(b.mask))

/** What the segmenter sees at a place, the surest first: what it is sure of, and parts of that. */
async function levelsAt(signal: AbortSignal, scene: View, point: Point): Promise<ClickStep[]> {
  const levels = (await scene.levels(signal, point))
    .filter(({ mask }) => isAt(mask, point) && coverageOf(mask) < MOST_COVERAGE)
    .toSorted((a, b) => b.quality * b.stability - a.quality * a.stability)
  const least = Math.min(...levels.filter(isSure).map(({ mask }) => coverageOf(mask)))
  const taken = levels.filter(
    (one, i) => i === 0 || isSure(one) || (one.stability >= LEAST_OF_PARTS && coverageOf(one.mask) < least),
  )
  return taken.map((level) => ({ mask: level.mask, level }))
}

const isSure = ({ stability, quality }: Level): boolean =>
  stability >= LEAST_STABILITY && quality >= LEAST_QUALITY

/**
 * The smallest of the levels that the segmenter takes for wholes: a fig in a bowl is drawn nearly as well as the bowl, a
 * part of it less. Where it is sure of none, what it is least unsure of.
 */
function likeliest(levels: readonly ClickStep[]): readonly ClickStep[] {
  const sure = levels.filter(({ level }) => level && isSure(level))
  const best = Math.max(...sure.map(({ level }) => level!.quality))
  const wholes = sure.filter(({ level }) => level!.quality >= best - AS_GOOD)
  return wholes.length > 0 ? bySize(wholes).slice(0, 1) : levels.slice(0, 1)
}

/** What a click may mean: parts and wholes as the segmenter sees them, and things that the detector names. */
export async function findClickSteps(signal: AbortSignal, scene: View, point: Point): Promise<ClickSteps> {
  const levels = await levelsAt(signal, scene, point)
  const things = (await thingsAt(signal, scene, point)).map((mask): ClickStep => ({ mask }))
  const [meant] = bySize([...things.slice(0, 1), ...likeliest(levels)])
  if (!meant) return { steps: [], usual: 0 }
  const known = distinct([...things, ...levels])
  const rest = await withoutHeld(signal, scene, meant.mask, point)
  const steps = bySize(rest ? distinct([{ mask: rest }, ...known], SAME_AS_REST) : known)
  const chosen = rest ?? meant.mask
  const same = rest ? SAME_AS_REST : SAME_STEP
  const usual = steps.findIndex(({ mask }) => overlapOf(mask, chosen) > same)
  return { steps, usual }
}

/** The exact mask of a step: SAM is asked once more, with what it said before; what it then takes for another is dropped. */
export async function maskOfStep(
  signal: AbortSignal,
  scene: Pick<Scene, 'segment'>,
  { mask, level }: ClickStep,
  point: Point,
): Promise<Plane> {
  const box = level && boundsOf(mask)
  if (!box) return mask
  const exact = await scene.segment(signal, { points: [point], box, like: level.logits })
  return overlapOf(exact.mask, mask) > SAME_STEP ? exact.mask : mask
}
