import type { Clause } from './grammar/parse'
import { PICTURE } from './grammar/target-terms'
import { wordOf } from './grammar/token'
import { requireOperation, type Step } from './operations'
import { isWholePicture, withTargetOf } from './step-target'

type StepClause = Clause<Step>

/** They say how something is. */
const STATING = new Set(['too', 'is', "it's", 'are', 'looks', 'seems'])

const says = ({ tokens }: StepClause, words: ReadonlySet<string>): boolean =>
  tokens.some((token) => words.has(wordOf(token) ?? ''))

const leanOf = (step: Step): string | undefined => requireOperation(step.op).lean?.(step)?.side
const targetOf = (step: Step): string => JSON.stringify('target' in step && step.target)

/** The wish that answers a complaint, about what that named; undefined where it asks for something else. */
function answerTo(complaint: StepClause, wish: StepClause): StepClause | undefined {
  const { step } = complaint
  if (!says(complaint, STATING) || step.op !== wish.step.op) return undefined
  const isOpen = isWholePicture(wish.step) && !says(wish, PICTURE)
  const answer = isOpen ? withTargetOf(wish.step, step) : wish.step
  const isSame = leanOf(answer) === leanOf(step) && targetOf(answer) === targetOf(step)
  return isSame ? { ...wish, step: answer } : undefined
}

/** "It is too dark, brighten it by 30 %" asks once: a complaint gives way to the wish after it. */
export function answerComplaints(clauses: readonly StepClause[]): StepClause[] {
  const asked: StepClause[] = []
  for (const clause of clauses) {
    const before = asked.at(-1)
    const answer = before && answerTo(before, clause)
    if (answer) asked[asked.length - 1] = answer
    else asked.push(clause)
  }
  return asked
}
