import type { Hue } from '@/lib/engine/colours'
import type { Reader } from './reader'
import { takeHue, takeWhile } from './target-phrase'
import { COLOUR_NOUNS } from './target-terms'
import { wordOf } from './token'

const BEFORE = new Set(['all', 'every', 'everything', 'the', 'that', 'is', 'what'])

/** Reads "red", "the reds", "everything red", "all red things" as a colour by which things are called. */
export const readHue: Reader<Hue> = (tokens, at) => {
  const cursor = { tokens, at }
  takeWhile(cursor, BEFORE)
  const value = takeHue(cursor)
  if (value === undefined) return undefined
  takeWhile(cursor, COLOUR_NOUNS)
  return { value, length: cursor.at - at }
}

const BECOMING = new Set(['to', 'into'])

/** The other of two colours that change places: "from red to blue" goes one way alone, unless "and vice versa". */
export const readOtherHue: Reader<Hue> = (tokens, at) => {
  let from = at
  while (BEFORE.has(wordOf(tokens[from - 1]) ?? '')) from--
  const isOneWay = BECOMING.has(wordOf(tokens[from - 1]) ?? '')
  return isOneWay && !tokens.some((token) => wordOf(token) === 'versa') ? undefined : readHue(tokens, at)
}
