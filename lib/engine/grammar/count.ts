import { targetOfNoun } from './noun'
import { ALL, DETERMINERS, HUE_WORDS, PICTURE, WHICH_WORDS } from './target-terms'
import { type Token, wordOf } from './token'

/** Nobody counts further in a photo, nor are there more inputs; a larger number is one of percent or px. */
const MOST = 16
/** Several of these may be meant, beside what the detector knows. */
const PLURALS = new Set(['faces', 'eyes', 'these', 'those', 'them'])
/** "These two" are these. */
const POINTING = new Set(['these', 'those'])
/** Behind these stands how much. */
const MEASURING = new Set(['by', 'to', 'at'])

/** A bare whole number with which one may count. */
function countOf(token: Token): number | undefined {
  const isBare = token.kind === 'number' && token.unit === 'none' && !token.signed
  return isBare && Number.isInteger(token.value) && token.value <= MOST ? token.value : undefined
}

const isDescribing = (word: string): boolean =>
  Object.hasOwn(HUE_WORDS, word) || Object.hasOwn(WHICH_WORDS, word)

function isPlural(token: Token | undefined): boolean {
  const word = wordOf(token) ?? ''
  const target = targetOfNoun(word)
  return PLURALS.has(word) || (target?.kind === 'class' && target.which === 'all')
}

/** "Two dogs", "two red cups", "two of the dogs", and not "by 2 dogs". */
function isOfThings(tokens: readonly Token[], at: number): boolean {
  const from = wordOf(tokens[at + 1]) === 'of' ? at + 2 : at + 1
  const start = wordOf(tokens[from]) === 'the' ? from + 1 : from
  const noun = tokens.findIndex((other, i) => i >= start && !isDescribing(wordOf(other) ?? ''))
  return isPlural(tokens[noun]) && !MEASURING.has(wordOf(tokens[at - 1]) ?? '')
}

/** "Image 2" is another input; "brighten the image 10" says how much. */
function isName(tokens: readonly Token[], at: number): boolean {
  const [before = '', last = ''] = [wordOf(tokens[at - 2]), wordOf(tokens[at - 1])]
  return PICTURE.has(last) && !DETERMINERS.has(before)
}

/**
 * "The two dogs" are the dogs, as many as are seen. "Two dogs" leaves open which, and "image 2" is another one: neither
 * says "by 2 %".
 */
export function withoutCounts(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token, at): Token[] => {
    const count = countOf(token)
    const unknown: Token = { kind: 'word', text: String(count), from: token.from, to: token.to }
    if (count === undefined) return [token]
    if (isName(tokens, at)) return [unknown]
    if (POINTING.has(wordOf(tokens[at - 1]) ?? '')) return []
    if (count < 2 || !isOfThings(tokens, at)) return [token]
    const before = wordOf(tokens[at - 1]) ?? ''
    return DETERMINERS.has(before) || ALL.has(before) ? [] : [unknown]
  })
}
