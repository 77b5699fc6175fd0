import type { Hue } from '@/lib/engine/colours'
import type { PlainTarget } from '@/lib/engine/target'
import type { Which } from '@/lib/engine/target-words'
import { isThingOfColour } from './colour'
import { entryOf } from './entry'
import { isPluralPart, ownerOf, partOfWord, targetOfNoun } from './noun'
import {
  ALL,
  COLOUR_NOUNS,
  DETERMINERS,
  HUE_WORDS,
  LINKS,
  PICTURE,
  POSSESSIVES,
  REGION_TAILS,
  REGION_WORDS,
  SHADES,
  WHICH_WORDS,
} from './target-terms'
import { type Token, wordOf } from './token'

const SKIN_TAILS = new Set(['tone', 'tones', 'colour'])

/** Every picture has these: "a white background" is the background that is there. */
const ALWAYS_THERE = new Set<string>(['background', 'subject', 'sky'])

/** Reads word after word; `at` is where the next one stands. */
export type Cursor = { tokens: Token[]; at: number }
export const peek = ({ tokens, at }: Cursor, ahead = 0): string | undefined => wordOf(tokens[at + ahead])

export function takeWhile(cursor: Cursor, words: { has(word: string): boolean }): string[] {
  const taken: string[] = []
  for (let word = peek(cursor); word !== undefined && words.has(word); word = peek(cursor)) {
    taken.push(word)
    cursor.at++
  }
  return taken
}

function takeEntry<Value>(cursor: Cursor, table: Record<string, Value>): Value | undefined {
  const value = entryOf(table, peek(cursor))
  if (value !== undefined) cursor.at++
  return value
}

export function takeHue(cursor: Cursor): Hue | undefined {
  const start = cursor.at
  if (SHADES.has(peek(cursor) ?? '')) cursor.at++
  const hue = takeEntry(cursor, HUE_WORDS)
  if (hue === undefined) cursor.at = start
  return hue
}

/** "on the left", "at the top", "of the picture": says which one, or nothing new. */
function takeSuffix(cursor: Cursor): Which | undefined {
  const start = cursor.at
  const links = takeWhile(cursor, LINKS)
  if (links.length > 0) {
    const which = takeEntry(cursor, WHICH_WORDS)
    if (which !== undefined && links[0] !== 'of') {
      takeWhile(cursor, new Set(['side', 'hand', 'corners']))
      return which
    }
    if (which === undefined && links[0] !== 'to' && PICTURE.has(peek(cursor) ?? '')) {
      cursor.at++
      return undefined
    }
  }
  cursor.at = start
  return undefined
}

/** "the cat's eyes", "her lips", "the eyes of the cat", "the left eye", "faces". */
function takePart(cursor: Cursor, which: Which | undefined): PlainTarget | undefined {
  const possessive = takeEntry(cursor, POSSESSIVES)
  const isOwned = possessive === undefined && /['’]s$|s['’]$/.test(peek(cursor) ?? '')
  const owner = possessive ?? (isOwned ? ownerOf(peek(cursor)) : undefined)
  if (isOwned) {
    if (owner === undefined) return undefined
    cursor.at++
  }
  const side = takeEntry(cursor, WHICH_WORDS) ?? which
  const word = peek(cursor)
  const part = partOfWord(word)
  if (part === undefined) return undefined
  cursor.at++
  if (part === 'skin') takeWhile(cursor, SKIN_TAILS)
  // "Her eye colour" is that of both.
  const isOne = !isPluralPart(word) && !(part === 'eyes' && peek(cursor) === 'colour')
  const later = takeOwner(cursor)
  return {
    kind: 'part',
    part,
    owner: owner ?? later ?? 'any',
    which: side ?? takeSuffix(cursor) ?? (isOne ? 'one' : 'all'),
  }
}

function takeOwner(cursor: Cursor): 'person' | 'animal' | undefined {
  const start = cursor.at
  if (peek(cursor) === 'of') {
    cursor.at++
    takeWhile(cursor, DETERMINERS)
    const owner = ownerOf(peek(cursor))
    if (owner !== undefined) {
      cursor.at++
      return owner
    }
  }
  cursor.at = start
  return undefined
}

/** These only describe a noun that follows: "a dog photo" is no dog, "a tomato background" no tomato. */
const NAMED = new Set<string>(['class', 'thing'])
const isNoun = (word = ''): boolean =>
  PICTURE.has(word) || (targetOfNoun(word) !== undefined && !isThingOfColour(word))

function takeNoun(cursor: Cursor): PlainTarget | undefined {
  for (const length of [2, 1]) {
    const words = Array.from({ length }, (_, i) => peek(cursor, i))
    // "the car's colour" is about the car.
    if (peek(cursor, length) === 'colour') words.push(words.pop()?.replace(/['’]s$/, ''))
    const target = words.every((word) => word !== undefined) ? targetOfNoun(words.join(' ')) : undefined
    if (target && !(NAMED.has(target.kind) && isNoun(peek(cursor, length)))) {
      cursor.at += length
      return target
    }
  }
  return undefined
}

/** Puts together what was said about a noun; undefined where that makes no sense ("the red sky"). */
function combine(noun: PlainTarget, which: Which | undefined, hue: Hue | undefined): PlainTarget | undefined {
  if (hue !== undefined) {
    if (noun.kind === 'class') return { kind: 'colour', hue, word: noun.word, which: which ?? noun.which }
    if (noun.kind === 'thing') return { kind: 'colour', hue, word: noun.word, which: which ?? 'one' }
    return noun.kind === 'colour' && noun.hue === hue ? noun : undefined
  }
  if (which === undefined || which === 'all') return 'which' in noun && which ? { ...noun, which } : noun
  return noun.kind === 'class' ? { ...noun, which } : undefined
}

function takeRegion(cursor: Cursor, hasArticle: boolean): PlainTarget | undefined {
  const start = cursor.at
  const where = takeEntry(cursor, REGION_WORDS)
  const tails = where === undefined ? [] : takeWhile(cursor, REGION_TAILS)
  takeSuffix(cursor)
  const isThird = tails.includes('third') && where !== 'centre'
  if (where !== undefined && (tails.length > 0 || hasArticle))
    return { kind: 'region', where, ...(isThird && { isThird }) }
  cursor.at = start
  return undefined
}

/** "add a red car" asks for a new one; "a white background" is still the background. */
function isNew({ tokens, at }: Cursor): boolean {
  let before = at - 1
  for (
    let word = wordOf(tokens[before]);
    word !== undefined && isAdjective(word);
    word = wordOf(tokens[before])
  )
    before--
  const article = wordOf(tokens[before])
  return article === 'a' || article === 'an'
}

const isAdjective = (word: string): boolean =>
  entryOf(HUE_WORDS, word) !== undefined || SHADES.has(word) || entryOf(WHICH_WORDS, word) !== undefined

/** "His jacket" is the jacket; of eyes and lips whose they are is told apart. */
function takeOwnerOfThing(cursor: Cursor): void {
  const isOwned = Object.hasOwn(POSSESSIVES, peek(cursor) ?? '')
  const described = [1, 2, 3].map((ahead) => peek(cursor, ahead))
  const at = described.findIndex((word) => word === undefined || !isAdjective(word))
  const noun = targetOfNoun(described[at] ?? '')
  if (isOwned && (noun?.kind === 'thing' || noun?.kind === 'class')) cursor.at++
}

/** A noun with all that stands around it, such as "the left red bowl". */
export function takePhrase(cursor: Cursor, isBareColourFine: boolean): PlainTarget | undefined {
  const start = cursor.at
  const hasAllBefore = takeWhile(cursor, ALL).length > 0
  const articles = takeWhile(cursor, DETERMINERS)
  if (articles.length === 0) takeOwnerOfThing(cursor)
  const hasAll = takeWhile(cursor, ALL).length > 0 || hasAllBefore
  const inner = cursor.at
  const which = takeEntry(cursor, WHICH_WORDS) ?? (hasAll ? 'all' : undefined)
  const hue = takeHue(cursor)
  const noun = takeNoun(cursor)
  const found = noun && combine(noun, which ?? takeSuffix(cursor), hue)
  if (found) {
    const hasArticle = articles.includes('a') || articles.includes('an')
    if ((hasArticle || isNew({ ...cursor, at: start })) && !ALWAYS_THERE.has(found.kind)) return undefined
    takeSuffix(cursor)
    return found
  }
  if (hue !== undefined && noun === undefined && (which === undefined || which === 'all')) {
    const nouns = takeWhile(cursor, COLOUR_NOUNS)
    const isPlural = wordOf(cursor.tokens[cursor.at - 1])?.endsWith('s') === true
    if (isBareColourFine || hasAll || nouns.length > 0 || isPlural)
      return { kind: 'colour', hue, which: 'all' }
  }
  cursor.at = inner
  const part = takePart(cursor, hasAll ? 'all' : undefined)
  if (part) return part
  cursor.at = inner
  const region = takeRegion(cursor, articles.includes('the'))
  if (region) return region
  cursor.at = start
  return undefined
}
