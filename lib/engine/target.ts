import * as z from 'zod'
import { HUES } from './colours'
import { PARTS, REGIONS, WHICH } from './target-words'
import { COCO } from './vision/coco'

const which = z.enum(WHICH)

const plainTargets = [
  z.object({ kind: z.literal('image') }),
  z.object({ kind: z.literal('subject') }),
  z.object({ kind: z.literal('background') }),
  /** A kind of thing that the detector knows; `word` is what the user called it. */
  z.object({ kind: z.literal('class'), label: z.enum(COCO), word: z.string(), which }),
  /** A thing that no detector knows: it is looked for where the subject is. */
  z.object({ kind: z.literal('thing'), word: z.string() }),
  /** Everything of a colour, or the thing of that colour. */
  z.object({ kind: z.literal('colour'), hue: z.enum(HUES), word: z.string().optional(), which }),
  z.object({
    kind: z.literal('part'),
    part: z.enum(PARTS),
    owner: z.enum(['person', 'animal', 'any']),
    which,
  }),
  z.object({ kind: z.literal('sky') }),
  /** Writing in the picture. */
  z.object({ kind: z.literal('text') }),
  /** A half, or a third, of the picture; or its middle. */
  z.object({ kind: z.literal('region'), where: z.enum(REGIONS), isThird: z.literal(true).optional() }),
  /** What the user clicked or painted. */
  z.object({ kind: z.literal('selection') }),
] as const
const plainTargetSchema = z.discriminatedUnion('kind', [...plainTargets])
export type PlainTarget = z.infer<typeof plainTargetSchema>

/** What an operation works on. Another kind is another member of this union and a finder in `vision/bind.ts`. */
export const targetSchema = z.discriminatedUnion('kind', [
  ...plainTargets,
  z.object({ kind: z.literal('except'), of: plainTargetSchema }),
])
export type Target = z.infer<typeof targetSchema>

export const WHOLE_IMAGE: Target = { kind: 'image' }

/** These words say the colour already. */
const OF_ITS_COLOUR = new Set(['grass', 'meadow', 'lawn'])

const named = (name: string, which: (typeof WHICH)[number]): string =>
  which === 'one' ? `the ${name}` : which === 'all' ? `all of the ${name}` : `the ${which} ${name}`

/** All but that. What is not the subject is the background. */
export const exceptFor = (of: PlainTarget): Target =>
  of.kind === 'subject' ? { kind: 'background' } : { kind: 'except', of }

/** The target as it is named in a sentence. */
export function describeTarget(target: Target): string {
  switch (target.kind) {
    case 'image':
      return 'the picture'
    case 'selection':
      return 'what is selected'
    case 'class':
      return named(target.word, target.which)
    case 'thing':
      return `the ${target.word}`
    case 'colour':
      return target.word === undefined
        ? `everything ${target.hue}`
        : OF_ITS_COLOUR.has(target.word)
          ? `the ${target.word}`
          : named(`${target.hue} ${target.word}`, target.which)
    case 'part':
      return target.which === 'left' || target.which === 'right'
        ? `the ${target.which} ${target.part}`
        : target.part === 'face' && target.which === 'all'
          ? 'all faces'
          : `the ${target.part}`
    case 'region':
      return target.where === 'centre'
        ? 'the centre'
        : `the ${target.where} ${target.isThird ? 'third' : 'half'}`
    case 'except':
      return target.of.kind === 'colour' && target.of.word === undefined
        ? `everything that is not ${target.of.hue}`
        : `everything except ${describeTarget(target.of)}`
    default:
      return `the ${target.kind}`
  }
}
