import type { Clause } from './grammar/parse'
import { type Token, wordOf } from './grammar/token'
import { requireOperation, type Step } from './operations'
import type { Target } from './target'

/** What the steps of an instruction are about, where that is not said with each of them. */

export const targetKindOf = (step: Step): Target['kind'] | undefined =>
  'target' in step ? step.target.kind : undefined

/** Whether the steps of an operation, by its schema, can be aimed at a part of the picture. */
export const hasTarget = (schema: unknown): boolean =>
  typeof schema === 'object' && schema !== null && 'shape' in schema && 'target' in Object(schema.shape)

export const isWholePicture = (step: Step): boolean => 'target' in step && step.target.kind === 'image'

/** "Darker", "blurry", "more": such words say what a thing is to be, not what is to be done. */
const ADJECTIVE = /^(more|less|a|much|slightly|very)$|(er|y)$/
/** Before a noun these may begin another wish: "and warm light". */
const ALONE = /^(warm|cool|cold|dark|bright|soft|sharp|vivid|vibrant|pale|colou?rful)$/

/** "Make the background darker and blurry": an adjective after "and" is about the same thing. */
function isAdded(own: readonly Token[], tokens: readonly Token[], prompt: string): boolean {
  const first = own[0]!
  const isJoined = wordOf(tokens[tokens.indexOf(first) - 1]) === 'and'
  const word = prompt.slice(first.from, first.to).toLowerCase()
  return isJoined && (ADJECTIVE.test(word) || (own.length === 1 && ALONE.test(word)))
}

function withTargetOf(step: Step, other: Step): Step {
  const { schema, isForWhole, worksOnText } = requireOperation(step.op)
  const canTake = hasTarget(schema) && !isForWhole && (worksOnText || targetKindOf(other) !== 'text')
  return 'target' in other && canTake ? ({ ...step, target: other.target } as Step) : step
}

/** What was removed is gone, and what was cropped to is the picture: neither can be meant again. */
const leavesTarget = ({ op }: Step): boolean => op !== 'crop' && !requireOperation(op).movesThings

/** "Blur and darken the background" means the background both times: a lone verb before "and" takes the next target. */
export function shareTargets(
  clauses: readonly Clause<Step>[],
  tokens: readonly Token[],
  prompt: string,
): Step[] {
  return clauses.map(({ step, tokens: own }, at) => {
    const next = clauses[at + 1]?.step
    const last = own[0]
    const before = at > 0 ? clauses[at - 1]!.step : undefined
    const isNarrowed = before !== undefined && !isWholePicture(before) && leavesTarget(before)
    if (isNarrowed && isWholePicture(step) && isAdded(own, tokens, prompt)) return withTargetOf(step, before)
    const isLoneVerb = own.length === 1 && wordOf(tokens[tokens.indexOf(last!) + 1]) === 'and'
    const canShare = isLoneVerb && isWholePicture(step) && next !== undefined && 'target' in next
    return canShare ? withTargetOf(step, next) : step
  })
}

/** With something selected, an instruction that names nothing is about that. */
export function aimAtSelection(step: Step): Step {
  const { schema, isForWhole } = requireOperation(step.op)
  return hasTarget(schema) && !isForWhole && isWholePicture(step)
    ? ({ ...step, target: { kind: 'selection' } } as Step)
    : step
}
