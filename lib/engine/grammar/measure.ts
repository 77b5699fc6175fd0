import { entryOf } from './entry'
import type { Reader } from './reader'
import { wordOf } from './token'

/** A length, absolute or as a share of the picture's shorter side (1 = all of it). */
export type Length = { unit: 'px'; value: number } | { unit: 'share'; value: number }

/** Reads "12 px" and "5 %". */
export const readLength: Reader<Length> = (tokens, at) => {
  const token = tokens[at]
  if (token?.kind !== 'number' || token.value <= 0) return undefined
  if (token.unit === 'px') return { value: { unit: 'px', value: token.value }, length: 1 }
  if (token.unit === 'percent') return { value: { unit: 'share', value: token.value / 100 }, length: 1 }
  return undefined
}

/** Reads "12 px" and a bare "12". */
export const readPixels: Reader<number> = (tokens, at) => {
  const token = tokens[at]
  if (token?.kind !== 'number' || token.signed || token.value <= 0) return undefined
  return token.unit === 'px' || token.unit === 'none' ? { value: token.value, length: 1 } : undefined
}

/** Reads "50 %" as a share, "2x", "twice", "double", "half" as a factor: all as one number, 1 = as it is. */
export const readScale: Reader<number> = (tokens, at) => {
  const token = tokens[at]
  if (token?.kind === 'number' && token.unit === 'percent') return { value: token.value / 100, length: 1 }
  if (token?.kind === 'number' && token.unit === 'times') return { value: token.value, length: 1 }
  const words: Record<string, number> = {
    twice: 2,
    double: 2,
    doubled: 2,
    triple: 3,
    half: 0.5,
    halve: 0.5,
    quarter: 0.25,
  }
  const word = wordOf(token)
  const value = entryOf(words, word)
  return value === undefined ? undefined : { value, length: 1 }
}

const WHOLE_TURN = 360

/** Reads "90 degrees", the bare number of "rotate by 90", and "1/4 turn". */
export const readAngle: Reader<number> = (tokens, at) => {
  const token = tokens[at]
  if (token?.kind !== 'number' || (token.unit !== 'degrees' && token.unit !== 'none')) return undefined
  const isTurn = token.unit === 'none' && ['turn', 'turns'].includes(wordOf(tokens[at + 1]) ?? '')
  return isTurn ? { value: token.value * WHOLE_TURN, length: 2 } : { value: token.value, length: 1 }
}

const TURNS: Record<string, 1 | -1> = {
  clockwise: 1,
  right: 1,
  counterclockwise: -1,
  left: -1,
}

/** Reads "clockwise", "counter clockwise", "to the left"; 1 = clockwise. */
export const readTurn: Reader<1 | -1> = (tokens, at) => {
  const word = wordOf(tokens[at])
  if ((word === 'counter' || word === 'anti') && wordOf(tokens[at + 1]) === 'clockwise')
    return { value: -1, length: 2 }
  const value = entryOf(TURNS, word)
  return value === undefined ? undefined : { value, length: 1 }
}

/** Reads "16:9". */
export const readRatio: Reader<{ width: number; height: number }> = (tokens, at) => {
  const token = tokens[at]
  if (token?.kind !== 'ratio' || token.width <= 0 || token.height <= 0) return undefined
  return { value: { width: token.width, height: token.height }, length: 1 }
}

/** Reads "800x600". */
export const readSize: Reader<{ widthPx: number; heightPx: number }> = (tokens, at) => {
  const token = tokens[at]
  if (token?.kind !== 'size' || token.width < 1 || token.height < 1) return undefined
  return { value: { widthPx: token.width, heightPx: token.height }, length: 1 }
}

const AXES: Record<string, 'width' | 'height'> = {
  wide: 'width',
  width: 'width',
  high: 'height',
  tall: 'height',
  height: 'height',
}
const axisOf = (word: string | undefined) => entryOf(AXES, word)

/** Reads "800 px wide", "600 pixels in height", "width 800" and "height to 600 px". */
export const readSide: Reader<{ axis: 'width' | 'height'; px: number }> = (tokens, at) => {
  const isLink = (index: number) => ['in', 'to', 'of'].includes(wordOf(tokens[index]) ?? '')
  const second = isLink(at + 1) ? at + 2 : at + 1
  const ahead = tokens[at]
  const behind = tokens[second]
  const axis = axisOf(wordOf(ahead)) ?? axisOf(wordOf(behind))
  const length = ahead?.kind === 'number' ? ahead : behind
  if (axis === undefined || length?.kind !== 'number' || ahead === behind) return undefined
  if (length.unit !== 'px' && length.unit !== 'none') return undefined
  return { value: { axis, px: length.value }, length: second - at + 1 }
}

/** Reads a bare whole number: "4 levels", "in 16 colours". */
export const readCount: Reader<number> = (tokens, at) => {
  const token = tokens[at]
  if (token?.kind !== 'number' || token.unit !== 'none' || token.signed) return undefined
  return Number.isInteger(token.value) ? { value: token.value, length: 1 } : undefined
}

const MAGNITUDES: Record<string, number> = {
  tiny: 0.5,
  small: 0.65,
  little: 0.65,
  thin: 0.5,
  narrow: 0.5,
  fine: 0.5,
  normal: 1,
  large: 1.6,
  big: 1.6,
  thick: 2,
  wide: 2,
  huge: 2.5,
  giant: 3,
  coarse: 1.8,
  bigger: 1.6,
  larger: 1.6,
  smaller: 0.65,
  thicker: 2,
  thinner: 0.5,
  wider: 2,
  narrower: 0.5,
}

/** Reads "small", "large", "thin", "thick" as times the usual size. */
export const readMagnitude: Reader<number> = (tokens, at) => {
  const word = wordOf(tokens[at])
  const value = entryOf(MAGNITUDES, word)
  return value === undefined ? undefined : { value, length: 1 }
}

const WEIGHTS: Record<string, 400 | 700> = { bold: 700, regular: 400, thin: 400, light: 400 }

/** Reads "bold" and "regular" as the weight of the letters. */
export const readWeight: Reader<400 | 700> = (tokens, at) => {
  const word = wordOf(tokens[at])
  const value = entryOf(WEIGHTS, word)
  return value === undefined ? undefined : { value, length: 1 }
}

/** Reads "serif" and "sans serif" as the kind of the letters. */
export const readFont: Reader<'sans' | 'serif'> = (tokens, at) => {
  const word = wordOf(tokens[at])
  if (word === 'serif' || word === 'serifs') return { value: 'serif', length: 1 }
  if (word !== 'sans' && word !== 'sansserif') return undefined
  return { value: 'sans', length: wordOf(tokens[at + 1]) === 'serif' ? 2 : 1 }
}

export const measureWords: readonly string[] = [
  ...['twice', 'double', 'triple', 'half', 'halve', 'quarter', 'counter', 'anti', 'serif', 'sans'],
  ...Object.keys(TURNS),
  ...Object.keys(AXES),
  ...Object.keys(MAGNITUDES),
  ...Object.keys(WEIGHTS),
]
