import { type Token, wordOf } from './token'

/** After these "is" tells how something is to be, not how it is. */
const WISHING = new Set(['make', 'want', 'need', 'let', 'should', 'so'])
const STATES = new Map([
  ['is', 'be'],
  ['are', 'be'],
  ["it's", 'it'],
  ['looks', 'look'],
  ['seems', 'seem'],
])

const endsWish = (token: Token): boolean => token.kind === 'break' || wordOf(token) === 'but'

/** "Make it so it's dark" wishes for the dark that "it's dark" complains of: there the verb says nothing. */
export function readWishes(tokens: readonly Token[]): Token[] {
  let isWish = false
  return tokens.map((token) => {
    const state = isWish ? STATES.get(wordOf(token) ?? '') : undefined
    isWish = !endsWish(token) && (isWish || WISHING.has(wordOf(token) ?? ''))
    return token.kind === 'word' && state !== undefined ? { ...token, text: state } : token
  })
}
