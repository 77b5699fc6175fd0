import type { Unfit } from '@/lib/engine/operation'
import type { Matcher } from './match'
import type { Token } from './token'

export type Clause<Step> = {
  tokens: Token[]
  step: Step
  /** It borrowed its first words from the clause before. */
  isContinued: boolean
  /** It tells more of the clause before, which it takes in. */
  isMore?: true
}

/** Where a clause points back, `tokens` are the words that it stands for. */
export type Reading<Step> = Omit<Clause<Step>, 'tokens'> & { tokens?: Token[] }

/** What stands before a clause: its words, its last clause, and what "it" means there, where that is not the picture. */
export type Before<Step> = {
  tokens: readonly Token[]
  clause?: Clause<Step> | undefined
  it?: readonly Token[] | undefined
  /** "It" was the picture before anything was named. */
  isOfPicture?: boolean
  /** What was named last, also where "it" is something else. */
  named?: readonly Token[] | undefined
  /** More than one thing was named: "the rest" is neither of them. */
  isOfSeveral?: boolean
}

/** How clauses point back; the grammar itself does not know what their steps do. */
export type Recall<Step> = {
  /** What "it" means after a clause. */
  nameAfter(clause: Clause<Step>, isOfPicture: boolean): readonly Token[] | undefined
  /** Whether "it" is the picture in a clause. */
  isOfPicture(clause: Clause<Step>): boolean
  /** A clause with a name in place of its pronoun; undefined when it has none. */
  tell(tokens: readonly Token[], before: Before<Step>): Token[] | undefined
  /** A clause that tells more of the one before, as one with it. */
  join(tokens: readonly Token[], before: Before<Step>): Token[] | undefined
  /** Whether a step makes sense after the one that its pronoun was taken from. */
  isMeant(step: Step, before: Step): boolean
  /** Whether a step that was joined is still the step before. */
  isMore(step: Step, before: Step): boolean
  /** Whether a step adds something of which "it" may tell more: "an outline, make it red". */
  isAdded(step: Step): boolean
}

/** The wordings of all operations, and how clauses point back. */
export type Parts<Step> = { matcher: Matcher<Step>; recall: Recall<Step> }

export const isUnfit = (result: object): result is Unfit => 'unfit' in result
