import { isFiller } from './fillers'
import { lex } from './lexer'
import { type Token, wordOf } from './token'
import { isOneEditApart } from './typos'

/** From this share of common words on, an example is offered as what may have been meant. */
const NEAR = 0.3

const contentOf = (tokens: Token[]): string[] =>
  tokens.map(wordOf).filter((word): word is string => word !== undefined && !isFiller(word))

const isAkin = (a: string, b: string): boolean =>
  a === b ||
  (a.length > 4 && b.length > 4 && a.slice(0, 5) === b.slice(0, 5)) ||
  (a.length > 3 && a[0] === b[0] && isOneEditApart(a, b))

/** Sorts examples by how many words they share with what was typed. */
export function createNearest(examples: readonly string[]) {
  const known = examples.map((example) => ({ example, words: contentOf(lex(example)) }))
  return (tokens: Token[], count: number): { near: string[]; all: string[] } => {
    const typed = contentOf(tokens)
    const scored = known
      .map(({ example, words }) => ({
        example,
        score: words.filter((word) => typed.some((other) => isAkin(word, other))).length / (words.length + 1),
      }))
      .sort((a, b) => b.score - a.score)
    const near = scored.filter(({ score }) => score >= NEAR).map(({ example }) => example)
    return { near: near.slice(0, 3), all: scored.slice(0, count).map(({ example }) => example) }
  }
}
