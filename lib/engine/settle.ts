import type { Step } from './operations'

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
