import { entryOf } from './entry'
import type { Reader } from './reader'
import { PICTURE } from './target-terms'
import { type Token, wordOf } from './token'

/** How much: times the usual strength, a share that was named ("by 20 %"), or a new level ("to 120 %"). */
export type Amount =
  | { kind: 'factor'; factor: number }
  /** `isBare`: it stood without "%". */
  | { kind: 'share'; share: number; signed: boolean; isBare: boolean }
  | { kind: 'level'; level: number }
  | { kind: 'stops'; stops: number; signed: boolean }

const FACTORS: Record<string, number> = {
  'a little bit': 0.5,
  'little bit': 0.5,
  'a little': 0.5,
  'a tiny bit': 0.3,
  'a bit': 0.6,
  'a touch': 0.4,
  'a tad': 0.4,
  'a hint of': 0.4,
  'a smidge': 0.4,
  'a fraction': 0.3,
  'ever so slightly': 0.3,
  'just a touch': 0.4,
  'a whole lot': 1.7,
  'a lot': 1.6,
  'very very': 1.7,
  slightly: 0.4,
  slight: 0.4,
  subtly: 0.4,
  subtle: 0.4,
  gently: 0.5,
  gentle: 0.5,
  softly: 0.5,
  soft: 0.7,
  faint: 0.4,
  mild: 0.6,
  mildly: 0.6,
  light: 0.6,
  lightly: 0.6,
  bit: 0.6,
  somewhat: 0.7,
  moderately: 0.8,
  moderate: 0.8,
  medium: 1,
  quite: 1.2,
  fairly: 1.1,
  clearly: 1.2,
  noticeably: 1.2,
  considerably: 1.4,
  really: 1.3,
  very: 1.4,
  much: 1.4,
  heavily: 1.5,
  heavy: 1.5,
  strongly: 1.5,
  strong: 1.5,
  stronger: 1.5,
  significantly: 1.5,
  dramatic: 1.6,
  dramatically: 1.6,
  lots: 1.6,
  way: 1.6,
  far: 1.6,
  super: 1.6,
  intense: 1.6,
  extra: 1.4,
  ultra: 1.7,
  massively: 1.7,
  max: 1.8,
  extremely: 1.8,
  extreme: 1.8,
  completely: 1,
  fully: 1,
  totally: 1,
}
/** "Half the contrast", "double the saturation"; after "by" the first is a share. */
const LEVELS: Record<string, number> = { half: 0.5, halve: 0.5, double: 2, twice: 2 }
/** What is measured stands behind these: a "double exposure" is a thing of its own. */
const MEASURING = new Set(['the', 'its', 'as'])
const LONGEST = 3
/** Before anything else "far" tells where: "the far left dog". */
const AFTER_FAR = new Set('too more less darker brighter lighter warmer cooler sharper softer'.split(' '))

/** "Darken half the picture" tells where, not how much. */
function readLevel(tokens: readonly Token[], at: number): Amount | undefined {
  const level = entryOf(LEVELS, wordOf(tokens[at]))
  if (level === undefined) return undefined
  if (wordOf(tokens[at - 1]) === 'by' && level < 1)
    return { kind: 'share', share: level, signed: false, isBare: false }
  const [next, measured] = [wordOf(tokens[at + 1]), wordOf(tokens[at + 2])]
  return MEASURING.has(next ?? '') && !PICTURE.has(measured ?? '') ? { kind: 'level', level } : undefined
}

/** Reads "slightly", "a lot", "20 %", "to 120 %", "+15", "1 stop". */
export const readAmount: Reader<Amount> = (tokens, at) => {
  const token = tokens[at]
  if (token?.kind === 'number') {
    const { value, unit, signed } = token
    if (unit === 'stops') return { value: { kind: 'stops', stops: value, signed }, length: 1 }
    if (unit !== 'percent' && unit !== 'none') return undefined
    const isLevel = !signed && wordOf(tokens[at - 1]) === 'to'
    const amount: Amount = isLevel
      ? { kind: 'level', level: value / 100 }
      : { kind: 'share', share: value / 100, signed, isBare: unit === 'none' }
    return { value: amount, length: 1 }
  }
  const level = readLevel(tokens, at)
  if (level) return { value: level, length: 1 }
  // "A light grain" is a gentle one, "the light" is what falls in.
  if (wordOf(token) === 'light' && wordOf(tokens[at - 1]) === 'the') return undefined
  if (wordOf(token) === 'far' && !AFTER_FAR.has(wordOf(tokens[at + 1]) ?? '')) return undefined
  for (let length = LONGEST; length > 0; length--) {
    const text = tokens
      .slice(at, at + length)
      .map(wordOf)
      .join(' ')
    const factor = entryOf(FACTORS, text)
    if (factor !== undefined && text.split(' ').length === length)
      return { value: { kind: 'factor', factor }, length }
  }
  return undefined
}

export const amountWords: readonly string[] = [
  ...new Set(Object.keys(FACTORS).flatMap((phrase) => phrase.split(' '))),
]
