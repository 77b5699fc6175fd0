import { type Before, type Clause, isUnfit, type Parts, type Reading } from './clause'
import { type Token, wordOf } from './token'

/** A clause that points back to a thing: "sharpen it" is "sharpen the dog" after that was cut out. */
function readTold<Step extends object>(
  { matcher, recall }: Parts<Step>,
  tokens: Token[],
  before: Before<Step>,
): Reading<Step> | undefined {
  const told = recall.tell(tokens, before)
  const step = told && matcher.read(told)
  if (!step || isUnfit(step) || (before.clause && !recall.isMeant(step, before.clause.step))) return undefined
  return { step, tokens: told, isContinued: false }
}

/** A clause that tells more of what was added or done before it. */
function readMore<Step extends object>(
  { matcher, recall }: Parts<Step>,
  tokens: Token[],
  before: Before<Step>,
): Reading<Step> | undefined {
  const joined = recall.join(tokens, before)
  const more = joined && matcher.read(joined)
  if (!more || isUnfit(more) || !recall.isMore(more, before.clause!.step)) return undefined
  return { step: more, tokens: joined, isContinued: false, isMore: true }
}

/** A clause that points back, to what was named or to what was done. */
export function readPointing<Step extends object>(
  parts: Parts<Step>,
  tokens: Token[],
  before: Before<Step>,
): Reading<Step> | undefined {
  const ways = [readTold, readMore]
  if (before.clause && parts.recall.isAdded(before.clause.step)) ways.reverse()
  return ways[0]!(parts, tokens, before) ?? ways[1]!(parts, tokens, before)
}

const isArticle = (token: Token): boolean => ['the', 'a', 'an'].includes(wordOf(token) ?? '')

const textOf = (name: readonly Token[]): string =>
  name
    .filter((token) => !isArticle(token))
    .map(wordOf)
    .join(' ')

/** What the next clause finds before it; `tokens` are those of all that was read as one. */
export function after<Step extends object>(
  { recall }: Parts<Step>,
  own: readonly Clause<Step>[],
  tokens: readonly Token[],
  before: Before<Step>,
): Before<Step> {
  const clause = own.at(-1)
  if (!clause) return before
  const isOfPicture = before.isOfPicture === true || own.some(recall.isOfPicture)
  const it = recall.nameAfter(clause, isOfPicture)
  const { named = it } = before
  const isOther = it !== undefined && named !== undefined && textOf(it) !== textOf(named)
  return {
    tokens: own.length > 1 ? tokens : clause.tokens,
    clause,
    it,
    isOfPicture,
    named: it ?? named,
    isOfSeveral: before.isOfSeveral === true || isOther,
  }
}
