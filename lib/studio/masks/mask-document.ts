import type { Mask } from '@/lib/images/raster'
import type { Point } from '@/lib/studio/stage/viewport'

/**
 * What is taken from a result, as it was chosen and painted: a list of steps, so that each can be taken back and all of
 * them can be drawn anew at any size. Everything is measured in px of the original.
 */

/** A path of a round brush; a single point is a stamp. */
export type Stroke = { kind: 'stroke'; isAdding: boolean; radiusPx: number; points: readonly Point[] }
export type MaskStep =
  | Stroke
  /** A region of the report, counted from 1 as in the map of regions. */
  | { kind: 'region'; number: number; isTaken: boolean }
  /** What is white in a picture of the original's ratio, of any size. */
  | { kind: 'shape'; isAdding: boolean; shape: Mask }
  | { kind: 'invert' }
  | { kind: 'clear' }

export type MaskDocument = {
  /** The regions that are taken before the first step. */
  start: readonly number[]
  done: readonly MaskStep[]
  /** Taken back, the last one first to come again. */
  undone: readonly MaskStep[]
}

/** The map has one number for all regions beyond its 254 largest: they go together. */
export const MOST_NUMBERED = 255
const EVERY_REGION = Array.from({ length: MOST_NUMBERED }, (_, index) => index + 1)

/**
 * @param listed how many regions the report names: with all of them those are taken too that are too small for it, and
 *   that only the map knows
 */
export const startMask = (taken: readonly number[], listed: number): MaskDocument => ({
  start: taken.length === listed ? EVERY_REGION : taken,
  done: [],
  undone: [],
})

/** Whether there is anything that would be missed. */
export const isPainted = ({ done, undone }: Record<'done' | 'undone', readonly unknown[]>): boolean =>
  done.length + undone.length > 0

export const takeStep = (mask: MaskDocument, step: MaskStep): MaskDocument => ({
  ...mask,
  done: [...mask.done, step],
  undone: [],
})

/** Without the last step; the same document when there is none. */
export function undoStep(mask: MaskDocument): MaskDocument {
  const last = mask.done.at(-1)
  return last ? { ...mask, done: mask.done.slice(0, -1), undone: [...mask.undone, last] } : mask
}

export function redoStep(mask: MaskDocument): MaskDocument {
  const next = mask.undone.at(-1)
  return next ? { ...mask, done: [...mask.done, next], undone: mask.undone.slice(0, -1) } : mask
}

/** Which of the listed regions count as taken: strokes do not change that, inverting and clearing do. */
export function takenRegions({ start, done }: MaskDocument, count: number): ReadonlySet<number> {
  let taken = new Set(start.filter((number) => number <= count))
  for (const step of done) {
    if (step.kind === 'clear') taken = new Set()
    else if (step.kind === 'invert') taken = invertSet(taken, count)
    else if (step.kind === 'region' && step.isTaken) taken.add(step.number)
    else if (step.kind === 'region') taken.delete(step.number)
  }
  return taken
}

function invertSet(taken: ReadonlySet<number>, count: number): Set<number> {
  const inverse = new Set<number>()
  for (let number = 1; number <= count; number++) if (!taken.has(number)) inverse.add(number)
  return inverse
}

/** True when the mask is just everything that changed: then the server's own proposal, at full size, is the same. */
export const isWholeProposal = ({ start, done }: MaskDocument): boolean =>
  done.length === 0 && start.length === EVERY_REGION.length
