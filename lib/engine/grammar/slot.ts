import type { Hue } from '@/lib/engine/colours'
import type { PlainTarget, Target } from '@/lib/engine/target'
import { type Amount, amountWords, readAmount } from './amount'
import { colourWords, readColour } from './colour'
import { readHue, readOtherHue } from './hue'
import * as measure from './measure'
import { type Place, placeWords, readPlace } from './place'
import type { Reader } from './reader'
import { readKept, readTarget } from './target'
import { targetWords } from './target-terms'

/** What a clause may say besides its words: each at most once. */
export type Slots = {
  target?: Target
  /** What stays as it is. */
  kept?: PlainTarget
  amount?: Amount
  colour?: string
  secondColour?: string
  /** What is of a colour. */
  hue?: Hue
  secondHue?: Hue
  place?: Place
  quote?: string
  length?: measure.Length
  pixels?: number
  scale?: number
  angle?: number
  turn?: 1 | -1
  ratio?: { width: number; height: number }
  size?: { widthPx: number; heightPx: number }
  side?: { axis: 'width' | 'height'; px: number }
  count?: number
  magnitude?: number
  weight?: 400 | 700
  font?: 'sans' | 'serif'
}
export type SlotName = keyof Slots

const readQuote: Reader<string> = (tokens, at) => {
  const token = tokens[at]
  return token?.kind === 'quote' ? { value: token.text, length: 1 } : undefined
}

export const readers: { [Name in SlotName]-?: Reader<NonNullable<Slots[Name]>> } = {
  target: readTarget,
  kept: readKept,
  amount: readAmount,
  colour: readColour,
  secondColour: readColour,
  hue: readHue,
  secondHue: readOtherHue,
  place: readPlace,
  quote: readQuote,
  length: measure.readLength,
  pixels: measure.readPixels,
  scale: measure.readScale,
  angle: measure.readAngle,
  turn: measure.readTurn,
  ratio: measure.readRatio,
  size: measure.readSize,
  side: measure.readSide,
  count: measure.readCount,
  magnitude: measure.readMagnitude,
  weight: measure.readWeight,
  font: measure.readFont,
}

/** Every word that some slot reads: spelling mistakes are mended towards these. */
export const slotWords: readonly string[] = [
  ...targetWords,
  ...amountWords,
  ...colourWords,
  ...placeWords,
  ...measure.measureWords,
]
