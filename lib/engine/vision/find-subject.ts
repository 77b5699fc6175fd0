import { notFoundAmong } from './not-found'
import { coverageOf, mapPlane } from './plane'
import type { Found, Scene, Subject } from './vision'

/** Two models agree this much on a clear subject (0.81–0.99 on photos with one; 0.58 on a heap of brushes). */
const CLEAR_AGREEMENT = 0.7

/** A subject smaller than this is more often a mistake: both models must be surer. */
const SMALL = 0.015
const CLEAR_WHEN_SMALL = 0.85

/** True when both models agree well enough to act on it. */
export const isClear = ({ mask, agreement }: Subject): boolean =>
  agreement >= (coverageOf(mask) < SMALL ? CLEAR_WHEN_SMALL : CLEAR_AGREEMENT)

/** @throws EngineRefusal `TARGET_NOT_FOUND` when nothing stands out clearly */
export async function requireSubject(signal: AbortSignal, scene: Scene): Promise<Found> {
  const subject = await scene.subject(signal)
  if (!subject || !isClear(subject))
    throw notFoundAmong(
      'I cannot tell for sure what the subject of this picture is',
      await scene.objects(signal),
      [],
    )
  const { mask, foot } = subject
  return { mask: foot ? mapPlane(mask, (value, i) => Math.max(value, foot.data[i]!)) : mask, notes: [] }
}
