import { requireOperation, type Step } from './operations'
import { hasTarget, isWholePicture } from './step-target'
import { exceptFor, type PlainTarget, type Target } from './target'

/** These lie in others: who paints a dog and spares the eyes means something that no mask here tells apart. */
const APART: readonly Target['kind'][] = ['background', 'subject', 'sky', 'text']

const isApart = (one: Target, other: PlainTarget): boolean => {
  if (one.kind === other.kind)
    return one.kind === 'class' && other.kind === 'class' && one.label !== other.label
  const kinds = [one.kind, other.kind]
  if (kinds.includes('background')) return !kinds.includes('sky')
  return kinds.includes('sky') || (APART.includes(one.kind) && APART.includes(other.kind))
}

/** The same step without what is spared; undefined where that cannot be told apart. */
function spareIn(step: Step, spared: PlainTarget): Step | undefined {
  const { schema, isForWhole } = requireOperation(step.op)
  if (isWholePicture(step))
    return hasTarget(schema) && !isForWhole ? ({ ...step, target: exceptFor(spared) } as Step) : undefined
  const isSpared = (target: Target) => JSON.stringify(target) === JSON.stringify(exceptFor(spared))
  return 'target' in step && (isSpared(step.target) || isApart(step.target, spared)) ? step : undefined
}

/** All steps without what is spared, or undefined when one of them cannot spare it. */
export function spareInAll(steps: readonly Step[], spared: PlainTarget): Step[] | undefined {
  const all = steps.map((step) => spareIn(step, spared))
  return all.every((step) => step !== undefined) ? all : undefined
}
