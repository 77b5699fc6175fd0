import type { Clause } from './grammar/clause'
import { PICTURE } from './grammar/target-terms'
import { wordOf } from './grammar/token'
import { requireOperation, type Step } from './operations'
import { isWholePicture, withTargetOf } from './step-target'

type StepClause = Clause<Step>

/** They say how something is. */
const STATING = new Set(['too', 'is', "it's", 'are', 'looks', 'seems'])

/** They stand for what was named before. */
const POINTING = new Set(['it', "it's", 'them'])

const says = ({ tokens }: StepClause, words: ReadonlySet<string>): boolean =>
  tokens.some((token) => words.has(wordOf(token) ?? ''))

const leanOf = (step: Step): string | undefined => requireOperation(step.op).lean?.(step)?.side
const targetOf = (step: Step): string => JSON.stringify('target' in step && step.target)

const isSame = (one: Step, other: Step): boolean =>
  one.op === other.op && leanOf(one) === leanOf(other) && targetOf(one) === targetOf(other)

/** "The sky is too pale, make it bluer" is about the sky both times. */
function aimedAs(topic: StepClause, clause: StepClause): StepClause {
  const isOpen = isWholePicture(clause.step) && !says(clause, PICTURE)
  const isMeant = topic.step.op === clause.step.op || says(clause, POINTING)
  return isOpen && isMeant ? { ...clause, step: withTargetOf(clause.step, topic.step) } : clause
}

/** "It is too dark, brighten it by 30 %" asks once: a complaint gives way to the wish beside it that answers it. */
export function answerComplaints(clauses: readonly StepClause[]): StepClause[] {
  const asked: StepClause[] = []
  let topic: StepClause | undefined
  for (const clause of clauses) {
    const before = asked.at(-1)
    const isComplaint = says(clause, STATING)
    if (isComplaint && before && isSame(before.step, aimedAs(before, clause).step)) continue
    const wish = topic && !isComplaint ? aimedAs(topic, clause) : clause
    if (topic && before === topic && isSame(topic.step, wish.step)) asked.pop()
    asked.push(wish)
    if (isComplaint) topic = clause
    else if (!says(clause, POINTING)) topic = undefined
  }
  return asked
}
