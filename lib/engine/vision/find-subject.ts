import type { Plane } from '@/lib/engine/pixels/gaussian'
import { isInside } from './boxes'
import { notFoundAmong } from './not-found'
import { boundsOf, coverageOf, mapPlane } from './plane'
import { type Found, type Scene, type Subject, TELLING_SCORE } from './vision'

/** Two models agree this much on a clear subject (0.81–0.99 on photos with one; 0.58 on a heap of brushes). */
const CLEAR_AGREEMENT = 0.7

/** A subject smaller than this is more often a mistake: both models must be surer. */
const SMALL = 0.015
const CLEAR_WHEN_SMALL = 0.85

/** True when both models agree well enough to act on it. */
export const isClear = ({ mask, agreement }: Subject): boolean =>
  agreement >= (coverageOf(mask) < SMALL ? CLEAR_WHEN_SMALL : CLEAR_AGREEMENT)

/** What reaches from side to side is a landscape's own mountains or trees, unless this share of it has a name. */
const SIDE_TO_SIDE = 0.95
const LEAST_NAMED = 0.5

/** Both models agree on a mountain range as they do on a cat, but nobody means it by what stands in front. */
async function isLandscape(signal: AbortSignal, scene: Scene, mask: Plane): Promise<boolean> {
  const bounds = boundsOf(mask)
  if (!bounds || bounds.width < mask.width * SIDE_TO_SIDE) return false
  const boxes = (await scene.objects(signal))
    .filter(({ score }) => score >= TELLING_SCORE)
    .map(({ box }) => box)
  const named = mapPlane(mask, (value, i) => (boxes.some((box) => isInside(box, i, mask.width)) ? value : 0))
  return coverageOf(named) < coverageOf(mask) * LEAST_NAMED
}

const HINT =
  'Choose Select on the stage, click on what should count as it, and say “this”, or “blur everything except this”'

/** @throws EngineRefusal `TARGET_NOT_FOUND` when nothing stands out clearly */
export async function requireSubject(signal: AbortSignal, scene: Scene): Promise<Found> {
  const subject = await scene.subject(signal)
  const isMeant = subject && isClear(subject) && !(await isLandscape(signal, scene, subject.mask))
  if (!isMeant)
    throw notFoundAmong(
      'I cannot tell for sure what the subject of this picture is',
      await scene.objects(signal),
      [],
      HINT,
    )
  const { mask, foot } = subject
  return { mask: foot ? mapPlane(mask, (value, i) => Math.max(value, foot.data[i]!)) : mask, notes: [] }
}
