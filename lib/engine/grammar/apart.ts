import { EXCEPT } from './target-terms'
import { type Token, wordOf } from './token'

/**
 * "The dog apart", as Chinese says it, is everything except the dog: told in that order. After "everything except" it
 * says the same again, as "the rest" does.
 */
export function tellApart(tokens: readonly Token[]): Token[] {
  const told: Token[] = []
  for (const [at, token] of tokens.entries()) {
    const from = told.findLastIndex(({ kind }) => kind === 'break') + 1
    const hasExcept = told.slice(from).some((other) => EXCEPT.has(wordOf(other) ?? ''))
    const isApart = wordOf(token) === 'apart' && wordOf(tokens[at + 1]) !== 'from' && told.length > from
    const isEcho = hasExcept && (isApart || wordOf(token) === 'rest')
    if (isApart && !hasExcept) told.splice(from, 0, ...everythingExcept(told[from]!))
    else if (!isEcho) told.push(token)
  }
  return told
}

const everythingExcept = ({ from }: Token): Token[] =>
  ['everything', 'except'].map((text) => ({ kind: 'word', text, from, to: from }))
