import type { PlainTarget, Target } from '@/lib/engine/target'
import { readColour } from './colour'
import type { Reader } from './reader'
import { type Cursor, peek, takeHue, takePhrase, takeWhile } from './target-phrase'
import { COLOUR_NOUNS, DETERMINERS, EVERYTHING, EXCEPT } from './target-terms'
import { wordOf } from './token'

/** Before "around the dog" they name what is not the dog. */
const AROUND = new Set(['everything', 'area', 'all'])

/** "everything except the dog", "all but red", "the area around the dog". */
function takeException(cursor: Cursor): Target | undefined {
  const start = cursor.at
  takeWhile(cursor, DETERMINERS)
  if (EVERYTHING.has(peek(cursor) ?? '') || peek(cursor) === 'area') cursor.at++
  const word = peek(cursor)
  const isApart =
    (word === 'apart' && peek(cursor, 1) === 'from') || (word === 'other' && peek(cursor, 1) === 'than')
  const isAround = word === 'around' && AROUND.has(wordOf(cursor.tokens[cursor.at - 1]) ?? '')
  if (isApart || isAround || EXCEPT.has(word ?? '')) {
    cursor.at += isApart ? 2 : 1
    takeWhile(cursor, new Set(['for', 'from']))
    const of = takePhrase(cursor, true)
    if (of) return { kind: 'except', of }
  }
  cursor.at = start
  return undefined
}

/** "everything red" */
function takeEverythingOf(cursor: Cursor): Target | undefined {
  const start = cursor.at
  if (['everything', 'anything', 'all'].includes(peek(cursor) ?? '')) {
    cursor.at++
    takeWhile(cursor, new Set(['that', 'is', 'which', 'the']))
    const hue = takeHue(cursor)
    // "everything black and white" is no colour.
    if (hue !== undefined && peek(cursor) !== 'and') {
      takeWhile(cursor, COLOUR_NOUNS)
      return { kind: 'colour', hue, which: 'all' }
    }
  }
  cursor.at = start
  return undefined
}

/** "The background only": nothing else would be changed anyway. */
const ALONE = new Set(['only', 'alone'])

/** "Add blue to the shadows" is about the shadows. */
const ADDING = new Set(['add', 'more', 'some', 'of', 'put', 'push', 'bring'])
const CHANGES = new Set(['to', 'into', 'with', 'by'])
/** In Chinese the verb follows: "red make blue". After "for" stands a reason more often than a colour. */
const BEFORE_COLOURS = new Set(['for', 'make', 'replace'])

function isChanged({ tokens, at }: Cursor): boolean {
  if (CHANGES.has(wordOf(tokens[at]) ?? '')) return true
  const next = wordOf(tokens[at + 1]) === 'with' ? at + 2 : at + 1
  return BEFORE_COLOURS.has(wordOf(tokens[at]) ?? '') && readColour(tokens, next) !== undefined
}

/** Reads what is to be changed: "the background", "the left dog", "everything red", "her eyes", "the top half". */
export const readTarget: Reader<Target> = (tokens, at) => {
  const cursor = { tokens, at }
  const found = takeException(cursor) ?? takeEverythingOf(cursor) ?? takePhrase(cursor, false)
  if (found) {
    takeWhile(cursor, ALONE)
    return { value: found, length: cursor.at - at }
  }
  // "change red to blue": a bare colour is meant when another follows.
  const hue = takeHue(cursor)
  const isGradient = tokens.some((token) => wordOf(token) === 'gradient')
  const isAdded = ADDING.has(wordOf(tokens[at - 1]) ?? '')
  if (hue !== undefined && !isGradient && !isAdded && isChanged(cursor))
    return { value: { kind: 'colour', hue, which: 'all' }, length: cursor.at - at }
  const [pronoun] = [peek({ tokens, at })]
  return pronoun === 'her' || pronoun === 'him' || pronoun === 'them'
    ? {
        value: { kind: 'class', label: 'person', word: 'person', which: pronoun === 'them' ? 'all' : 'one' },
        length: 1,
      }
    : undefined
}

/** Reads what stays as it is: like a target, but a bare colour will do. */
export const readKept: Reader<PlainTarget> = (tokens, at) => {
  const cursor = { tokens, at }
  const value = takePhrase(cursor, true)
  return value && { value, length: cursor.at - at }
}
