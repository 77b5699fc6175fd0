import { isFiller } from './fillers'
import { lex } from './lexer'
import { type Token, wordOf } from './token'
import { isOneEditApart } from './typos'

/** How an operation is asked for: whole instructions, and the words of each of its wordings. */
export type Asked = { examples: readonly string[]; wordings: readonly (readonly string[])[] }

/** From this score on, an example is offered as what may have been meant. */
const NEAR = 0.3
/** A word that belongs to an operation says more than one that an example happens to share. */
const OPERATION_WEIGHT = 2

const contentOf = (tokens: readonly Token[]): string[] =>
  tokens.map(wordOf).filter((word): word is string => word !== undefined && !isFiller(word))

/** Letters that two forms of one word share, and by how many they may differ in length: "vivid" and "vividness". */
const STEM = 5
const MOST_ENDING = 4

/** Of one word, or so nearly that a slip may have parted them. */
const isAkin = (known: string, typed: string): boolean =>
  known === typed ||
  (Math.abs(known.length - typed.length) <= MOST_ENDING &&
    Math.min(known.length, typed.length) >= STEM &&
    known.slice(0, STEM) === typed.slice(0, STEM))
const isSlip = (known: string, typed: string): boolean =>
  typed.length > 3 && known[0] === typed[0] && isOneEditApart(known, typed)

type Known = { example: string; words: string[]; asked: readonly string[] }

/** An example stands for the wordings that it is made of: that of one look says nothing of another. */
const askedBy = (words: readonly string[], wordings: Asked['wordings']): readonly string[] => {
  const own = wordings.filter((wording) => wording.some((word) => words.includes(word)))
  return (own.length > 0 ? own : wordings).flat()
}

/** How much each word tells about which operation is meant: less, the more operations know it. */
function weighWords(operations: readonly Asked[]): (word: string) => number {
  const counts = new Map<string, number>()
  for (const { wordings } of operations)
    for (const word of new Set(wordings.flat())) counts.set(word, (counts.get(word) ?? 0) + 1)
  return (word) => 1 / (counts.get(word) ?? 1)
}

/** Sorts examples by meaning first, that is by the words of their operation, and then by the words they share. */
export function createNearest(operations: readonly Asked[]) {
  const weightOf = weighWords(operations)
  const known = operations.flatMap(({ examples, wordings }) =>
    examples.map((example): Known => {
      const words = contentOf(lex(example))
      return { example, words, asked: askedBy(words, wordings) }
    }),
  )
  const all = new Set(operations.flatMap(({ wordings }) => wordings.flat()))
  /** Likeness of letters counts for words that mean nothing here: "blue" is no "blur". */
  const isLike = (known: string, typed: string): boolean =>
    isAkin(known, typed) || (!all.has(typed) && isSlip(known, typed))
  const meaning = (words: readonly string[], typed: readonly string[]): number =>
    typed.reduce((sum, one) => {
      const same = words.filter((word) => isLike(word, one)).map(weightOf)
      return sum + Math.max(0, ...same)
    }, 0) / Math.max(1, typed.length)
  const sharing = (words: readonly string[], typed: readonly string[]): number =>
    words
      .filter((word) => typed.some((other) => isLike(word, other)))
      .reduce((sum, word) => sum + weightOf(word), 0) /
    (words.length + 1)
  return (tokens: Token[]): { near: string[]; all: string[] } => {
    const typed = contentOf(tokens)
    const scored = known
      .map(({ example, words, asked }) => ({
        example,
        score: OPERATION_WEIGHT * meaning(asked, typed) + sharing(words, typed),
      }))
      .sort((a, b) => b.score - a.score)
    const near = scored.filter(({ score }) => score >= NEAR).map(({ example }) => example)
    return { near, all: scored.map(({ example }) => example) }
  }
}
