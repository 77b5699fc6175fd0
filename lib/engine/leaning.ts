import type { Lean } from './operation'
import { requireOperation, type Step } from './operations'
import { WHOLE_IMAGE } from './target'

/** Steps of one instruction that take back what others do. */

function leansOf(step: Step): Lean[] {
  const target = 'target' in step ? step.target : WHOLE_IMAGE
  const lean = requireOperation(step.op).lean?.(step)
  const own = lean && {
    axis: lean.isOfPicture ? lean.axis : `${lean.axis} of ${JSON.stringify(target)}`,
    side: lean.side,
  }
  // What one step spares, the other changes: "keep only blue and red".
  const spared = target.kind === 'except' && { axis: `spared by ${step.op}`, side: JSON.stringify(target.of) }
  return [own, spared].filter((each) => typeof each === 'object')
}

/** The first step that leans to another side than one before it, such as "brighter and darker", and that one. */
export function findContradiction(steps: readonly Step[]): { at: number; before: number } | undefined {
  const leaning = new Map<string, { side: string; before: number }>()
  for (const [at, step] of steps.entries()) {
    for (const { axis, side } of leansOf(step)) {
      const earlier = leaning.get(axis)
      if (earlier && earlier.side !== side) return { at, before: earlier.before }
      leaning.set(axis, { side, before: at })
    }
  }
  return undefined
}
