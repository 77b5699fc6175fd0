import type { Clause } from './grammar/clause'
import { wordOf } from './grammar/token'
import { toTenThousandths } from './length'
import { foldNearHues } from './near-hues'
import type { Step } from './operations'
import { usualShare } from './operations/blur'
import { exceptFor } from './target'

const KEEPING = new Set(['keep', 'leave'])

const isKeeping = ({ tokens }: Clause<Step>): boolean =>
  tokens.some((token) => KEEPING.has(wordOf(token) ?? ''))

/** As much as the other is to be blurred. */
function blurredAs(rest: Step, whole: Step): Step {
  if (!('radius' in rest && 'radius' in whole && 'target' in whole)) return rest
  if (whole.radius.unit === 'px' || rest.radius.unit === 'px') return { ...rest, radius: whole.radius }
  const times = whole.radius.value / usualShare(whole.target)
  return { ...rest, radius: { unit: 'share', value: toTenThousandths(rest.radius.value * times) } }
}

const isAround = ({ op, ...step }: Step): boolean =>
  op === 'blur' && 'target' in step && ['image', 'background'].includes(step.target.kind)

/** "Blur everything, keep the dog sharp" asks for one blur, which spares the dog. */
function spareSharp(clauses: readonly Clause<Step>[]): readonly Clause<Step>[] {
  const kept = clauses.find((clause) => clause.step.op === 'blur' && isKeeping(clause))
  const whole = clauses.find((clause) => clause !== kept && isAround(clause.step))
  if (!kept || !whole) return clauses
  const spared = { ...kept, step: blurredAs(kept.step, whole.step) }
  return clauses.flatMap((clause) => (clause === whole ? [] : clause === kept ? [spared] : [clause]))
}

/** Whether a step is about all but what another one is about. */
function isOfRest(step: Step | undefined, other: Step): boolean {
  if (!step || !('target' in step) || !('target' in other)) return false
  const { target } = other
  if (target.kind === 'image' || target.kind === 'except') return false
  return JSON.stringify(step.target) === JSON.stringify(exceptFor(target))
}

/** "Keep only the dog, the rest black and white": a rest with which something is done is not cut away. */
const spareKept = (clauses: readonly Clause<Step>[]): readonly Clause<Step>[] =>
  clauses.filter((clause, at) => {
    const isCutOut = clause.step.op === 'cutOut' && isKeeping(clause)
    return !isCutOut || !isOfRest(clauses[at + 1]?.step, clause.step)
  })

/** Said twice they are done once; "darker, darker" is darker still. */
const ONCE = new Set<Step['op']>([
  'blur',
  'look',
  'cutOut',
  'grayscale',
  'vignette',
  'whiteBalance',
  'denoise',
])
/** They lie behind what is cut out, and would go with what was there. */
const BEHIND = new Set<Step['op']>(['shadow', 'outline'])

const isRepeated = (step: Step, before: readonly Step[]): boolean =>
  ONCE.has(step.op) && before.some((other) => JSON.stringify(other) === JSON.stringify(step))

/** "Cut out the dog, white background": what was cut out is what lies on it, and has the shadow. */
function withCutOut(step: Step, before: readonly Step[]): Step {
  const cut = before.findLast(({ op }) => op === 'cutOut')
  const isOfCutOut = step.op === 'cutOut' || BEHIND.has(step.op)
  const isOpen = isOfCutOut && 'target' in step && step.target.kind === 'subject'
  return isOpen && cut && 'target' in cut ? ({ ...step, target: cut.target } as Step) : step
}

/** What is said in one breath in the order in which it can be done: a shadow after the cut-out that it is for. */
export function settle(clauses: readonly Clause<Step>[]): Step[] {
  const steps = foldNearHues(spareSharp(spareKept(clauses)).map(({ step }) => step))
  const aimed = steps.map((step, at) => withCutOut(step, steps.slice(0, at)))
  const once = aimed.filter((step, at) => !isRepeated(step, aimed.slice(0, at)))
  const cut = once.findIndex(({ op }) => op === 'cutOut')
  const late = once.slice(0, Math.max(0, cut)).filter(({ op }) => BEHIND.has(op))
  const rest = once.filter((step) => !late.includes(step))
  const place = rest.findLastIndex(({ op }) => op === 'cutOut') + 1
  return [...rest.slice(0, place), ...late, ...rest.slice(place)]
}
