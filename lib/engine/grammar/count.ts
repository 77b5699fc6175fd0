import { targetOfNoun } from './noun'
import { ALL, DETERMINERS, HUE_WORDS, WHICH_WORDS } from './target-terms'
import { type Token, wordOf } from './token'

const PARTS = new Set(['faces', 'eyes'])
/** Nobody counts further in a photo; a larger number is one of percent or px. */
const MOST = 12
/** Behind these stands how much. */
const MEASURING = new Set(['by', 'to', 'at'])

const isDescribing = (word: string): boolean =>
  Object.hasOwn(HUE_WORDS, word) || Object.hasOwn(WHICH_WORDS, word)

function isPlural(token: Token | undefined): boolean {
  const word = wordOf(token) ?? ''
  const target = targetOfNoun(word)
  return PARTS.has(word) || (target?.kind === 'class' && target.which === 'all')
}

function isCount(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]!
  if (token.kind !== 'number' || token.unit !== 'none' || token.signed) return false
  if (!Number.isInteger(token.value) || token.value < 2 || token.value > MOST) return false
  const noun = tokens.findIndex((other, i) => i > at && !isDescribing(wordOf(other) ?? ''))
  return isPlural(tokens[noun]) && !MEASURING.has(wordOf(tokens[at - 1]) ?? '')
}

/** "The two dogs" are the dogs, as many as are seen; "two dogs" leaves open which, and is never "by 2 %". */
export function withoutCounts(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token, at): Token[] => {
    if (!isCount(tokens, at)) return [token]
    const before = wordOf(tokens[at - 1]) ?? ''
    const isDefinite = DETERMINERS.has(before) || ALL.has(before)
    return isDefinite ? [] : [{ kind: 'word', text: 'several', from: token.from, to: token.to }]
  })
}
