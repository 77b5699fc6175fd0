import { isAfterthought, isPlainVerb, isPolite } from './fillers'
import { type Token, wordOf } from './token'

const SOFT = new Set(['and', 'with', 'plus', 'but'])

const endsSentence = (token: Token): boolean =>
  (token.kind === 'break' && token.isHard) || wordOf(token) === 'then'

/** True where one clause may end and the next begin, if the parts then make sense. */
export const isSoftBreak = (token: Token): boolean => token.kind === 'break' || SOFT.has(wordOf(token) ?? '')

/** True for "please", a comma, a lone "and": nothing is asked for here. */
export const saysNothing = (tokens: Token[]): boolean =>
  tokens.every((token) => isSoftBreak(token) || isPolite(wordOf(token) ?? ''))

/** Cuts an instruction where clauses end for certain: full stops, semicolons, line ends, "then", "and make". */
export function splitSentences(tokens: Token[]): Token[][] {
  const sentences: Token[][] = [[]]
  for (const [at, token] of tokens.entries()) {
    const opensClause = isSoftBreak(token) && isPlainVerb(wordOf(tokens[at + 1]) ?? '')
    if (endsSentence(token) || opensClause) sentences.push([])
    else sentences.at(-1)!.push(token)
  }
  return sentences.filter((sentence) => !saysNothing(sentence))
}

/** Drops what only joins or pleads at both ends of a clause. */
export function trimClause(tokens: Token[]): Token[] {
  const from = tokens.findIndex((token) => !isSoftBreak(token) && !isPolite(wordOf(token) ?? ''))
  const to = tokens.findLastIndex((token) => !isSoftBreak(token) && !isAfterthought(wordOf(token) ?? ''))
  return from < 0 ? [] : tokens.slice(from, to + 1)
}
