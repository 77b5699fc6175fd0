import { colorsNamed } from 'culori/fn'
import { HUES } from '@/lib/engine/colours'
import { linearToOklab, oklabToLinear, type Triple } from '@/lib/images/pixels/oklab'
import { LINEAR_OF_BYTE, toByte } from '@/lib/images/pixels/srgb'
import { entryOf } from './entry'
import type { Reader } from './reader'
import { type Token, wordOf } from './token'

/** Colours that people name and CSS does not. */
const OWN: Record<string, string> = {
  amber: '#ffbf00',
  apricot: '#fbceb1',
  babyblue: '#89cff0',
  blush: '#de5d83',
  bronze: '#cd7f32',
  burgundy: '#800020',
  champagne: '#f7e7ce',
  charcoal: '#36454f',
  copper: '#b87333',
  cream: '#fffdd0',
  denim: '#1560bd',
  emerald: '#50c878',
  forestgreen: '#228b22',
  golden: '#e6b422',
  graphite: '#41424c',
  jade: '#00a86b',
  jetblack: '#0a0a0a',
  lemon: '#fff44f',
  lilac: '#c8a2c8',
  mauve: '#e0b0ff',
  mint: '#98ff98',
  mustard: '#e1ad01',
  navyblue: '#000080',
  ochre: '#cc7722',
  offwhite: '#faf9f6',
  peach: '#ffcba4',
  rose: '#ff007f',
  ruby: '#e0115f',
  rust: '#b7410e',
  sand: '#c2b280',
  sapphire: '#0f52ba',
  scarlet: '#ff2400',
  snowwhite: '#fffafa',
  taupe: '#483c32',
  sage: '#9caf88',
  petrol: '#005f6a',
  pastelpink: '#f8c8dc',
  pastelblue: '#b5d3ec',
  pastelgreen: '#c5e6c8',
  pastelyellow: '#fbf3b0',
  pastelpurple: '#d0c1ea',
  rosegold: '#b76e79',
  brickred: '#9c3a2e',
  bloodred: '#7a0c12',
  iceblue: '#c5e3f0',
  electricblue: '#1f51ff',
  bottlegreen: '#0b4a36',
  dustypink: '#d4a5a5',
  terracotta: '#e2725b',
  wine: '#722f37',
}

const isHue = (word: string | undefined): boolean => HUES.some((hue) => hue === word)

/** How far OKLab lightness moves for "light blue" where CSS has no name of its own for it. */
const SHADES: Record<string, number> = {
  darker: -0.18,
  deeper: -0.12,
  lighter: 0.15,
  brighter: 0.06,
  light: 0.15,
  pale: 0.2,
  bright: 0.06,
  dark: -0.18,
  deep: -0.12,
  pure: 0,
  clean: 0,
}

/** "Very light grey" lies so much further (OKLab lightness). */
const FURTHER = 0.06

/** Nobody calls a car snow: alone the word means what falls. */
const NEVER_ALONE = new Set(['snow'])

/** Colours that are called after things: "add sand to it" asks for sand. */
const THINGS = new Set(
  `apricot champagne charcoal chocolate cream gold golden honeydew lavender lemon linen mint moccasin mustard olive orchid
  peach plum rose rust salmon sand seashell silver snow tan thistle tomato wheat wine`.split(/\s+/),
)
const BRINGING = new Set(['add', 'put', 'give'])
/** So does what wants less of it: "take out the wine", "too much sand". */
const LESSENING = new Set(['less', 'much', 'out', 'away', 'reduce', 'lower', 'decrease', 'down'])
const MEASURES = new Set([
  'a',
  'an',
  'the',
  'some',
  'more',
  'bit',
  'little',
  'lot',
  'lots',
  'of',
  'her',
  'him',
  'them',
])
/** After these a place follows; after any other word the colour says what that is like: "add a gold frame". */
const PLACING = new Set(['to', 'on', 'onto', 'in', 'into', 'over', 'at', 'around', 'inside', 'and'])

/** True for a word that is a colour and a thing too. */
export const isThingOfColour = (word: string): boolean => THINGS.has(word)

/** "Add some gold to it" asks for gold; "add a gold frame" and "put it in gold" for the colour. */
function isThingMeant(tokens: readonly Token[], at: number): boolean {
  if (!isThingOfColour(wordOf(tokens[at]) ?? '')) return false
  const next = tokens[at + 1]
  const isLast = next === undefined || next.kind === 'break' || PLACING.has(wordOf(next) ?? '')
  let before = at - 1
  while (MEASURES.has(wordOf(tokens[before]) ?? '')) before--
  const asked = wordOf(tokens[before]) ?? ''
  return isLast && (BRINGING.has(asked) || LESSENING.has(asked))
}

const toHex = (value: number): string => `#${value.toString(16).padStart(6, '0')}`

function hexOfName(name: string): string | undefined {
  const css = NEVER_ALONE.has(name) ? undefined : entryOf<number>(colorsNamed, name)
  return entryOf(OWN, name) ?? (css === undefined ? undefined : toHex(css))
}

/** The hex of a colour whose name is known. */
export const hexOf = (name: string): string => hexOfName(name)!

/** The three 8-bit samples of `#rrggbb`. */
export function samplesOfHex(hex: string): [red: number, green: number, blue: number] {
  const value = Number.parseInt(hex.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

/** The OKLab coordinates of `#rrggbb`. */
export function oklabOfHex(hex: string): [lightness: number, a: number, b: number] {
  const [red, green, blue] = samplesOfHex(hex)
  const lab: [number, number, number] = [0, 0, 0]
  linearToOklab(LINEAR_OF_BYTE[red]!, LINEAR_OF_BYTE[green]!, LINEAR_OF_BYTE[blue]!, lab)
  return lab
}

function shade(hex: string, shift: number): string {
  const [lightness, a, b] = oklabOfHex(hex)
  if (shift === 0) return hex
  const linear: Triple = [0, 0, 0]
  oklabToLinear(Math.min(1, Math.max(0, lightness + shift)), a, b, linear)
  return toHex((toByte(linear[0]) << 16) | (toByte(linear[1]) << 8) | toByte(linear[2]))
}

const longHex = (hex: string): string =>
  hex.length === 4 ? `#${[...hex.slice(1)].map((digit) => digit + digit).join('')}` : hex

/** Reads "#f00", "red", "navy blue", "dark green", "a blue one" as `#rrggbb`. */
export const readColour: Reader<string> = (tokens, at) => {
  const found = readName(tokens, at)
  const isOne = wordOf(tokens[at - 1]) === 'a' && found && wordOf(tokens[at + found.length]) === 'one'
  return isOne ? { ...found, length: found.length + 1 } : found
}

const readName: Reader<string> = (tokens, at) => {
  const token = tokens[at]
  if (token?.kind === 'hex') return { value: longHex(token.text.toLowerCase()), length: 1 }
  const first = wordOf(token)
  if (first === undefined || isThingMeant(tokens, at)) return undefined
  const second = wordOf(tokens[at + 1])
  if (first === 'very' && entryOf(SHADES, second) !== undefined) {
    const shaded = readName(tokens, at + 1)
    const shift = Math.sign(SHADES[second!]!) * FURTHER
    return shaded && { value: shade(shaded.value, shift), length: shaded.length + 1 }
  }
  const pair = second === undefined ? undefined : hexOfName(first + second)
  if (pair !== undefined) return { value: pair, length: 2 }
  const base = second === undefined ? undefined : hexOfName(second)
  const shift = entryOf(SHADES, first)
  if (base !== undefined && shift !== undefined) return { value: shade(base, shift), length: 2 }
  const single = hexOfName(first)
  // "Mint green" is mint.
  if (single !== undefined && !isHue(first) && isHue(second)) return { value: single, length: 2 }
  return single === undefined ? undefined : { value: single, length: 1 }
}

const NAMES = new Map(
  [...Object.keys(colorsNamed), ...Object.keys(OWN)].reverse().map((name) => [hexOfName(name), name]),
)

/** The name people use for `#rrggbb`, or the hex itself. */
export const nameOfColour = (hex: string): string => NAMES.get(hex) ?? hex

/** All one-word colour names: spelling mistakes are mended towards them. */
export const colourWords: readonly string[] = [...Object.keys(OWN), ...Object.keys(colorsNamed)]
