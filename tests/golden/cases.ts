import type { ErrorCode } from '@/lib/errors'

/**
 * An instruction and how it must end; `within` = the outline beyond which nothing may change, `becomes` = the colour
 * (`#rrggbb`) whose hue the changed pixels in it must have.
 */
export type GoldenCase = { prompt: string; ends?: ErrorCode; within?: string; becomes?: string }

const done = (...prompts: string[]): GoldenCase[] => prompts.map((prompt) => ({ prompt }))
const within = (outline: string, ...prompts: string[]): GoldenCase[] =>
  prompts.map((prompt) => ({ prompt, within: outline }))
const painted = (outline: string, becomes: string, ...prompts: string[]): GoldenCase[] =>
  prompts.map((prompt) => ({ prompt, within: outline, becomes }))
const ambiguous = (...prompts: string[]): GoldenCase[] =>
  prompts.map((prompt) => ({ prompt, ends: 'AMBIGUOUS_TARGET' as const }))
const notFound = (...prompts: string[]): GoldenCase[] =>
  prompts.map((prompt) => ({ prompt, ends: 'TARGET_NOT_FOUND' as const }))
const refused = (...prompts: string[]): GoldenCase[] =>
  prompts.map((prompt) => ({ prompt, ends: 'UNSUPPORTED_INSTRUCTION' as const }))

/** These work on any photo, or are refused on any. */
const EVERYWHERE = [
  ...done(
    'black and white',
    'warm sunset light',
    'cold winter mood',
    'cinematic',
    'vintage film',
    'night look',
  ),
  ...done(
    'hdr',
    'more vivid colours',
    'bring up the shadows',
    'oil painting',
    'pencil sketch',
    'watercolour',
  ),
  ...done('comic', 'halftone pop art', 'make the left half black and white', 'blur the bottom half'),
  ...done(
    '70s film',
    'dark and moody',
    'film noir',
    'light and airy',
    'dreamy glow',
    'auto enhance',
    'cool morning light',
    'teal shadows, orange highlights',
  ),
  ...refused('add a hat', 'put it on a beach'),
]

const CLEAR_SUBJECT = done(
  'make the background black and white',
  'blur the background',
  'remove the background',
)

/** What only this photo shows. */
const OWN: Record<string, GoldenCase[]> = {
  cat: [
    ...CLEAR_SUBJECT,
    ...painted(
      'cat eyes',
      '#2763c4',
      "make the cat's eyes blue",
      '把猫的眼睛变成蓝色',
      'give the cat blue eyes',
    ),
    ...painted('cat eyes', '#2f8a3e', 'make the left eye green'),
    ...within('cat', 'make the cat brighter', 'make the subject black and white'),
    ...done('make the background white', 'darken the background'),
    ...notFound('make the car red', 'blur her face'),
  ],
  coffee: [
    ...CLEAR_SUBJECT,
    ...within('coffee', 'make the subject black and white', 'make the cup brighter'),
    ...painted('cup', '#2763c4', 'make the cup blue'),
    ...done('fix the white balance', 'crop to the subject', 'gradient background from pink to orange'),
    ...notFound('remove the bicycle', 'make the sky bluer'),
  ],
  dandelion: [
    ...CLEAR_SUBJECT,
    ...painted('dandelion', '#7a3db0', 'make the flower purple'),
    ...painted('dandelion', '#e8639f', 'make the dandelion pink'),
    ...within('dandelion', 'make the subject brighter'),
    ...done('darken the background', 'make the background black', 'keep only the subject in colour'),
  ],
  'fig-red-bowl': [
    ...CLEAR_SUBJECT,
    ...painted('fig-red-bowl', '#2f8a3e', 'make the red bowl green'),
    ...painted('fig-red-bowl', '#2763c4', 'turn everything red into blue'),
    ...painted('fig-red-bowl', '#7a3db0', 'change the red bowl to purple'),
    ...done(
      'black and white with red only',
      'add a drop shadow to the subject',
      'white outline around the subject',
    ),
  ],
  pagoda: [
    ...CLEAR_SUBJECT,
    ...within('pagoda', 'make the pagoda brighter', 'make the temple black and white'),
    ...done('make the sky bluer', 'make the sky warmer', 'desaturate everything except red'),
    ...notFound('blur the faces'),
  ],
  'portrait-astronaut': [
    ...CLEAR_SUBJECT,
    ...painted('portrait-astronaut', '#2763c4', 'make the orange suit blue'),
    ...painted('portrait-astronaut', '#bb0000', 'make her lips darker red'),
    ...painted('portrait-astronaut', '#2f8a3e', 'make her eyes green'),
    ...within('portrait-astronaut', 'blur the face', 'pixelate the face', 'smooth the skin'),
    ...done('white outline around the subject'),
  ],
  'dogs-window': [
    ...ambiguous('make the dog black and white', 'remove the dog'),
    ...done('remove the top dog', 'make the left dog black and white', 'make both dogs brighter'),
    ...done(
      'make the background black and white',
      'blur everything except the right dog',
      'crop to the bottom dog',
    ),
    ...notFound('make the cup red'),
  ],
  'drum-wine-interior': [
    ...done('remove the bottle', 'remove the wine glass', 'make the bottle blue', 'blur the background'),
    ...done('make the background black and white', 'crop to the bottle', 'fix the white balance'),
  ],
  'mountain-autumn': [
    ...done(
      'make the grass golden',
      'make the sky bluer',
      'make the grass darker',
      'turn everything green into red',
    ),
    ...done('desaturate everything except orange', 'make the sky pink', 'darken the sky'),
    ...notFound('blur the background'),
  ],
  'paint-brushes': [
    ...done(
      'swap red and blue',
      'turn everything blue into green',
      'black and white with pink only',
      'desaturate everything except blue',
    ),
    ...notFound(
      'remove the background',
      'blur the background',
      'make the subject brighter',
      'cut out the subject',
    ),
  ],
  'forest-stream': [
    ...done(
      'make everything green yellow',
      'desaturate everything except green',
      'make the right half brighter',
    ),
    ...done('darken the top half', 'brighten the centre', 'sharpen the bottom half'),
    ...notFound('remove the cat'),
  ],
  'rocket-night': [
    ...done(
      'make the sky purple',
      'make the sky darker',
      'turn everything blue into purple',
      'brighten the bottom half',
    ),
    ...done('black and white with orange only', 'make the right half warmer'),
    ...notFound('remove the dog'),
  ],
}

/** Every bundled photo with at least 25 instructions. */
export const goldenCases: readonly { photo: string; cases: readonly GoldenCase[] }[] = Object.entries(
  OWN,
).map(([photo, cases]) => ({ photo, cases: [...EVERYWHERE, ...cases] }))
