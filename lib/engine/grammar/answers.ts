import { type Token, wordOf } from './token'

/** They say how something is. */
const STATING = new Set(['too', 'is', "it's", 'are', 'looks', 'look', 'seems'])
const ANSWER =
  /^(?:please )?(?:just )?(?:fix|correct|change|improve|tone|bring|turn|clean|sort|help)(?: (?:it|that|this))?(?: (?:down|up|out))?(?: a bit| a little)?(?: please)?$/
const NAMED = new Set(['it', 'that', 'this'])

const isBetween = (token: Token): boolean =>
  token.kind === 'break' || ['and', 'so'].includes(wordOf(token) ?? '')

/** "It is too green, fix it" says the second half with the first: a complaint asks for its mending. */
export function withoutAnswers(tokens: readonly Token[]): Token[] {
  const kept: Token[] = []
  let part: Token[] = []
  let isComplained = false
  const endPart = (between: Token[]) => {
    const words = part.map((token) => wordOf(token) ?? '?')
    const isAnswer = isComplained && ANSWER.test(words.join(' ')) && words.some((word) => NAMED.has(word))
    if (!isAnswer) kept.push(...part)
    kept.push(...between)
    isComplained ||= words.some((word) => STATING.has(word))
    part = []
  }
  for (const token of tokens) {
    if (isBetween(token)) endPart([token])
    else part.push(token)
  }
  endPart([])
  return kept
}

/** "Contrast +10 saturation −5" is a list, as sliders show it. */
export function withBreaks(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token, at): Token[] => {
    const [before, after] = [tokens[at - 1], tokens[at + 1]]
    const isValue =
      token.kind === 'number' && token.signed && before?.kind === 'word' && after?.kind === 'word'
    return isValue ? [token, { kind: 'break', isHard: false, from: token.to, to: token.to }] : [token]
  })
}
