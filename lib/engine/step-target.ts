import type { Clause } from './grammar/clause'
import { isFiller, isPlainVerb } from './grammar/fillers'
import { readTarget } from './grammar/target'
import { HUE_WORDS, PICTURE } from './grammar/target-terms'
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

const DEGREES = new Set(['slightly', 'much', 'very', 'more', 'bit', 'little', 'lot', 'touch', 'tad'])

const writtenAs = ({ from, to }: Token, prompt: string): string => prompt.slice(from, to).toLowerCase()

function isAdjective(token: Token, prompt: string): boolean {
  const word = writtenAs(token, prompt)
  return ADJECTIVE.test(word) || ALONE.test(word)
}

/** "Make the background darker and blurry": an adjective after "and" is about the same thing. */
function isAdded(own: readonly Token[], tokens: readonly Token[], prompt: string): boolean {
  const first = own[0]!
  const isJoined = wordOf(tokens[tokens.indexOf(first) - 1]) === 'and'
  return (
    isJoined && (own.length === 1 ? isAdjective(first, prompt) : ADJECTIVE.test(writtenAs(first, prompt)))
  )
}

const isColour = (token: Token): boolean => Object.hasOwn(HUE_WORDS, wordOf(token) ?? '')

/** "Sky more orange, less blue": a list of how one thing is to be, which stands first. */
function isListed(own: readonly Token[], before: readonly Token[], prompt: string): boolean {
  const isDescribed = own.every(
    (token) => isAdjective(token, prompt) || isColour(token) || DEGREES.has(wordOf(token) ?? ''),
  )
  const first = before.findIndex((token) => !isPlainVerb(wordOf(token) ?? ''))
  return isDescribed && readTarget([...before], first) !== undefined
}

/** The same aimed at what another step is about, where its operation can be. */
export function withTargetOf(step: Step, other: Step): Step {
  const { schema, isForWhole, worksOnText } = requireOperation(step.op)
  const canTake = hasTarget(schema) && !isForWhole && (worksOnText || targetKindOf(other) !== 'text')
  return 'target' in other && canTake ? ({ ...step, target: other.target } as Step) : step
}

/** What was removed is gone, and what was cropped to is the picture: neither can be meant again. */
const leavesTarget = ({ op }: Step): boolean => op !== 'crop' && !requireOperation(op).movesThings

const isArticle = (token: Token | undefined): boolean => ['a', 'an'].includes(wordOf(token) ?? '')

/** Who names the picture first speaks of that: "make it a bit darker". */
const isOpen = (token: Token): boolean => {
  const word = wordOf(token) ?? ''
  return DEGREES.has(word) || (isFiller(word) && word !== 'it' && !PICTURE.has(word))
}

/** "More contrast in the sky" describes no sky. */
const PLACING = new Set(['in', 'on', 'of', 'to'])

/** "Darker" of "a bit darker, warmer sky": what it is about is still to come. */
function isBeforeNoun(own: readonly Token[], next: readonly Token[], prompt: string): boolean {
  const isBegun = own.slice(0, -1).every(isOpen) && isAdjective(own.at(-1)!, prompt)
  const at = next.findIndex((token) => !DEGREES.has(wordOf(token) ?? ''))
  const isNoun = at >= 0 && readTarget([...next], at) !== undefined
  const isDescribed = at >= 0 && [next[0]!, next[at]!].some((token) => isAdjective(token, prompt))
  const isPlaced = next.some((token) => PLACING.has(wordOf(token) ?? ''))
  return isBegun && isDescribed && !isNoun && !isPlaced && !isArticle(next[0])
}

/** "Blur and darken the background" means the background both times: a lone verb before "and" takes the next target. */
function shareNext(clauses: readonly Clause<Step>[], tokens: readonly Token[], prompt: string): Step[] {
  const shared: Step[] = clauses.map(({ step }) => step)
  for (let at = clauses.length - 2; at >= 0; at--) {
    const { step, tokens: own } = clauses[at]!
    const following = shared[at + 1]!
    const isLoneVerb = own.length === 1 && wordOf(tokens[tokens.indexOf(own[0]!) + 1]) === 'and'
    const isNext = following.op !== 'cutOut' && isBeforeNoun(own, clauses[at + 1]!.tokens, prompt)
    if ((isLoneVerb || isNext) && isWholePicture(step)) shared[at] = withTargetOf(step, following)
  }
  return shared
}

/** What each step is about, where that is said with another one. */
export function shareTargets(
  clauses: readonly Clause<Step>[],
  tokens: readonly Token[],
  prompt: string,
): Step[] {
  const shared: Step[] = []
  // What was said of the thing that a list is about.
  let topic: readonly Token[] = []
  for (const [at, step] of shareNext(clauses, tokens, prompt).entries()) {
    const own = clauses[at]!.tokens
    const before = shared.at(-1)
    const isNarrowed = before !== undefined && !isWholePicture(before) && leavesTarget(before)
    const isSame = isAdded(own, tokens, prompt) || (before?.op !== 'cutOut' && isListed(own, topic, prompt))
    const canShare = isNarrowed && isWholePicture(step) && isSame
    if (!canShare) topic = own
    shared.push(canShare ? withTargetOf(step, before) : step)
  }
  return shared
}

/** With something selected, an instruction that names nothing is about that. */
export function aimAtSelection(step: Step): Step {
  const { schema, isForWhole } = requireOperation(step.op)
  return hasTarget(schema) && !isForWhole && isWholePicture(step)
    ? ({ ...step, target: { kind: 'selection' } } as Step)
    : step
}
