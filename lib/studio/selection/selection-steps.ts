import type { Place, Pointed, TakenStep } from '@/lib/engine/selection'

/** The same question, with another of the things that the last click may mean. */
function withStep(pointed: Pointed, step: number): Pointed {
  const last = pointed.points.at(-1)
  return last ? { ...pointed, points: [...pointed.points.slice(0, -1), { ...last, step }] } : pointed
}

/**
 * The question for the next smaller (-1) or larger (1) thing; undefined where there is none.
 * @param pointed what was asked last, be it answered or not
 * @param taken what was answered last
 */
export function stepOn(pointed: Pointed, taken: TakenStep, by: 1 | -1): Pointed | undefined {
  const step = (pointed.points.at(-1)?.step ?? taken.at) + by
  return step >= 0 && step < taken.of ? withStep(pointed, step) : undefined
}

/** A click this near to the last one, as a share of the picture, is at the same place. */
const SAME_PLACE = 0.006

/** A click at the same place again asks for the next larger thing there, and after the largest for the smallest. */
export function clickAgain(
  selected: { pointed: Pointed | null; step?: TakenStep | undefined },
  { x, y }: Place,
): Pointed | undefined {
  const { pointed, step } = selected
  const last = pointed?.points.at(-1)
  if (!pointed || !last || !step || Math.hypot(last.x - x, last.y - y) > SAME_PLACE) return undefined
  return withStep(pointed, (step.at + 1) % step.of)
}
