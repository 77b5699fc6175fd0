import { entryOf } from './entry'
import type { Reader } from './reader'
import { wordOf } from './token'

export const PLACES = [
  'top left',
  'top',
  'top right',
  'left',
  'centre',
  'right',
  'bottom left',
  'bottom',
  'bottom right',
] as const
export type Place = (typeof PLACES)[number]

const ROWS: Record<string, 'top' | 'bottom' | 'centre'> = {
  top: 'top',
  upper: 'top',
  above: 'top',
  bottom: 'bottom',
  lower: 'bottom',
  below: 'bottom',
  centre: 'centre',
}
const COLUMNS: Record<string, 'left' | 'right' | 'centre'> = {
  left: 'left',
  right: 'right',
  centre: 'centre',
}
const TAILS = new Set(['corners', 'side', 'edge', 'hand'])

function placeOf(words: (string | undefined)[]): Place | undefined {
  const row = words.map((word) => entryOf(ROWS, word)).find((found) => found !== 'centre' && found)
  const column = words.map((word) => entryOf(COLUMNS, word)).find((found) => found !== 'centre' && found)
  const joined = [row, column].filter(Boolean).join(' ')
  return joined === '' ? 'centre' : PLACES.find((place) => place === joined)
}

const isPlaceWord = (word: string | undefined): boolean =>
  entryOf(ROWS, word) !== undefined || entryOf(COLUMNS, word) !== undefined

/** Reads "top left", "lower right corner", "centre", "right-hand side". */
export const readPlace: Reader<Place> = (tokens, at) => {
  const words = [wordOf(tokens[at]), wordOf(tokens[at + 1])]
  if (!isPlaceWord(words[0])) return undefined
  const length = isPlaceWord(words[1]) ? 2 : 1
  const value = placeOf(words.slice(0, length))
  if (value === undefined) return undefined
  let end = at + length
  while (TAILS.has(wordOf(tokens[end]) ?? '')) end++
  return { value, length: end - at }
}

export const placeWords: readonly string[] = [...Object.keys(ROWS), ...Object.keys(COLUMNS), ...TAILS]

/** Where each place lies between the first and the last pixel, across and down: 0, 0.5 or 1. */
export function anchorOf(place: Place): { across: number; down: number } {
  return {
    across: place.includes('left') ? 0 : place.includes('right') ? 1 : 0.5,
    down: place.includes('top') ? 0 : place.includes('bottom') ? 1 : 0.5,
  }
}
