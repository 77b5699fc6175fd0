import type { Clause } from './grammar/parse'
import { wordOf } from './grammar/token'
import { toTenThousandths } from './length'
import type { Step } from './operations'
import { USUAL_BLUR_SHARE } from './operations/blur'
import { isWholePicture } from './step-target'

const KEEPING = new Set(['keep', 'leave'])

/** "Keep the dog sharp" is done by a blur of all else. */
const isKeptSharp = ({ step, tokens }: Clause<Step>): boolean =>
  step.op === 'blur' && tokens.some((token) => KEEPING.has(wordOf(token) ?? ''))

/** As much as all of it was to be blurred. */
function blurredAs(rest: Step, whole: Step): Step {
  if (!('radius' in rest && 'radius' in whole)) return rest
  if (whole.radius.unit === 'px' || rest.radius.unit === 'px') return { ...rest, radius: whole.radius }
  const times = whole.radius.value / USUAL_BLUR_SHARE
  return { ...rest, radius: { unit: 'share', value: toTenThousandths(rest.radius.value * times) } }
}

/** "Blur everything, keep the dog sharp" asks for one blur, which spares the dog. */
export function spareSharp(clauses: readonly Clause<Step>[], steps: readonly Step[]): readonly Step[] {
  const kept = clauses.findIndex(isKeptSharp)
  const whole = steps.find((step, at) => at !== kept && step.op === 'blur' && isWholePicture(step))
  if (kept < 0 || !whole) return steps
  const spared = blurredAs(steps[kept]!, whole)
  return steps.flatMap((step, at) => (step === whole ? [] : at === kept ? [spared] : [step]))
}

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
export function settle(steps: readonly Step[]): Step[] {
  const aimed = steps.map((step, at) => withCutOut(step, steps.slice(0, at)))
  const once = aimed.filter((step, at) => !isRepeated(step, aimed.slice(0, at)))
  const cut = once.findIndex(({ op }) => op === 'cutOut')
  const late = once.slice(0, Math.max(0, cut)).filter(({ op }) => BEHIND.has(op))
  const rest = once.filter((step) => !late.includes(step))
  const place = rest.findLastIndex(({ op }) => op === 'cutOut') + 1
  return [...rest.slice(0, place), ...late, ...rest.slice(place)]
}
