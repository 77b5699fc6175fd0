import type { Hue } from '@/lib/engine/colours'
import type { Reader } from './reader'
import { takeHue, takeWhile } from './target-phrase'
import { COLOUR_NOUNS } from './target-terms'

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
