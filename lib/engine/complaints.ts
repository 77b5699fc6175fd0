import type { Clause } from './grammar/parse'
import { PICTURE } from './grammar/target-terms'
import { wordOf } from './grammar/token'
import { requireOperation, type Step } from './operations'
import { isWholePicture, withTargetOf } from './step-target'

type StepClause = Clause<Step>

/** They say how something is. */
const STATING = new Set(['too', 'is', "it's", 'are', 'looks', 'seems'])

/** They stand for what was named before. */
const POINTING = new Set(['it', 'them'])

const says = ({ tokens }: StepClause, words: ReadonlySet<string>): boolean =>
  tokens.some((token) => words.has(wordOf(token) ?? ''))

const leanOf = (step: Step): string | undefined => requireOperation(step.op).lean?.(step)?.side
const targetOf = (step: Step): string => JSON.stringify('target' in step && step.target)

const isSame = (one: Step, other: Step): boolean =>
  one.op === other.op && leanOf(one) === leanOf(other) && targetOf(one) === targetOf(other)

/** "The sky is too pale, make it bluer" is about the sky both times. */
function aimedAs(complaint: StepClause, wish: StepClause): StepClause {
  const isOpen = isWholePicture(wish.step) && !says(wish, PICTURE)
  const isMeant = complaint.step.op === wish.step.op || says(wish, POINTING)
  return isOpen && isMeant ? { ...wish, step: withTargetOf(wish.step, complaint.step) } : wish
}

/** "It is too dark, brighten it by 30 %" asks once: a complaint gives way to the wish that answers it. */
export function answerComplaints(clauses: readonly StepClause[]): StepClause[] {
  const asked: StepClause[] = []
  for (const clause of clauses) {
    const before = asked.at(-1)
    const complaint = before && says(before, STATING) ? before : undefined
    const wish = complaint ? aimedAs(complaint, clause) : clause
    if (complaint && isSame(complaint.step, wish.step)) asked.pop()
    asked.push(wish)
  }
  return asked
}
