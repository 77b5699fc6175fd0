import { HUES, type Hue } from '@/lib/engine/colours'
import type { Region, Which } from '@/lib/engine/target-words'
import { nounWords } from './noun'

export const DETERMINERS = new Set([
  'the',
  'a',
  'an',
  'this',
  'that',
  'these',
  'those',
  'my',
  'its',
  'only',
  'just',
])
export const ALL = new Set(['all', 'both', 'every', 'each'])
export const EVERYTHING = new Set(['everything', 'anything', 'all', 'rest', 'image', 'picture', 'photo'])
export const EXCEPT = new Set(['except', 'but', 'besides', 'excluding', 'outside'])
export const POSSESSIVES: Record<string, 'person'> = {
  her: 'person',
  his: 'person',
  their: 'person',
  hers: 'person',
}

export const WHICH_WORDS: Record<string, Which> = {
  left: 'left',
  leftmost: 'left',
  right: 'right',
  rightmost: 'right',
  top: 'top',
  upper: 'top',
  topmost: 'top',
  bottom: 'bottom',
  lower: 'bottom',
  centre: 'middle',
  central: 'middle',
  largest: 'largest',
  biggest: 'largest',
  larger: 'largest',
  bigger: 'largest',
  smallest: 'smallest',
  smaller: 'smallest',
}
export const REGION_WORDS: Record<string, Region> = {
  left: 'left',
  right: 'right',
  top: 'top',
  upper: 'top',
  bottom: 'bottom',
  lower: 'bottom',
  centre: 'centre',
}
export const REGION_TAILS = new Set(['half', 'side', 'part', 'area', 'third', 'hand'])
export const HUE_WORDS: Record<string, Hue> = {
  ...Object.fromEntries(
    HUES.flatMap(
      (hue) =>
        [
          [hue, hue],
          [`${hue}s`, hue],
        ] as const,
    ),
  ),
  crimson: 'red',
  scarlet: 'red',
  golden: 'yellow',
  gold: 'yellow',
  teal: 'turquoise',
  cyan: 'turquoise',
  navy: 'blue',
  violet: 'purple',
  lilac: 'purple',
  magenta: 'pink',
  beige: 'brown',
}
export const SHADES = new Set(['dark', 'light', 'bright', 'pale', 'deep'])
export const COLOUR_NOUNS = new Set(
  'things thing parts part areas area objects object colours colour tones tone pixels stuff ones one shades'.split(
    ' ',
  ),
)
export const LINKS = new Set(['on', 'in', 'at', 'to', 'the', 'of'])
export const PICTURE = new Set(['picture', 'photo', 'image', 'photograph', 'shot'])

/** Every word that may name a target: spelling mistakes are mended towards these. */
export const targetWords: readonly string[] = [
  ...nounWords,
  ...Object.keys(HUE_WORDS),
  ...Object.keys(WHICH_WORDS),
  ...REGION_TAILS,
  ...['both', 'every', 'each', 'except', 'besides', 'everything', 'rest'],
]
