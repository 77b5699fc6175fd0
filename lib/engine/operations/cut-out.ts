import * as z from 'zod'
import { nameOfColour, oklabOfHex, samplesOfHex } from '@/lib/engine/grammar/colour'
import { defineOperation, type Unfit } from '@/lib/engine/operation'
import { fillRaster } from '@/lib/engine/pixels/canvas'
import { composeThrough } from '@/lib/engine/pixels/compose'
import { withoutSpill } from '@/lib/engine/pixels/foreground'
import { fillGradient } from '@/lib/engine/pixels/gradient'
import { describeTarget, type Target, targetSchema } from '@/lib/engine/target'
import type { RgbaRaster } from '@/lib/images/raster'

const hex = z.string().regex(/^#[0-9a-f]{6}$/)
const fillSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nothing') }),
  z.object({ kind: z.literal('colour'), colour: hex }),
  z.object({ kind: z.literal('gradient'), top: hex, bottom: hex }),
])
type Fill = z.infer<typeof fillSchema>

const schema = z.object({ op: z.literal('cutOut'), target: targetSchema, fill: fillSchema })
type CutOut = z.infer<typeof schema>

const SUBJECT: Target = { kind: 'subject' }
const NOTHING: Fill = { kind: 'nothing' }
const REMOVE = 'remove/delete/erase/drop/strip/cut/transparent/knock/clear'

const behind = (target: Target | undefined, fill: Fill): CutOut | Unfit =>
  target?.kind === 'background'
    ? { op: 'cutOut', target: SUBJECT, fill }
    : { unfit: 'only the background can be filled like that' }

const cut = (target: Target = SUBJECT): CutOut | Unfit =>
  ['background', 'image', 'region', 'sky', 'except'].includes(target.kind)
    ? { unfit: 'say what should be cut out, such as the subject or the dog' }
    : { op: 'cutOut', target, fill: NOTHING }

function fillOf(raster: RgbaRaster, fill: Fill): RgbaRaster {
  if (fill.kind === 'nothing') return fillRaster(raster, [0, 0, 0, 0])
  if (fill.kind === 'colour') return fillRaster(raster, [...samplesOfHex(fill.colour), 255])
  return fillGradient(raster, oklabOfHex(fill.top), oklabOfHex(fill.bottom))
}

function describeFill(fill: Fill): string {
  if (fill.kind === 'colour') return `, in front of ${nameOfColour(fill.colour)}`
  return fill.kind === 'gradient'
    ? `, in front of a gradient from ${nameOfColour(fill.top)} to ${nameOfColour(fill.bottom)}`
    : ' and make the rest see-through'
}

/** The subject alone, before nothing, a colour or a gradient. */
export const cutOut = defineOperation({
  schema,
  wordings: [
    {
      say: [REMOVE, `${REMOVE} out/away/all`, 'without', 'no', 'take away/out', 'rid/get rid'],
      needs: ['target'],
      read: ({ target }) => (target?.kind === 'except' ? cut(target.of) : behind(target, NOTHING)),
    },
    {
      say: [
        'cut out',
        'cutout',
        'isolate',
        'extract',
        'cut-out',
        'cut',
        'transparent png',
        'png transparent background?',
        'transparent background png',
      ],
      takes: ['target'],
      read: ({ target }) => cut(target),
    },
    {
      say: ['keep/leave/show only', 'only keep/leave/show'],
      needs: ['kept'],
      read: ({ kept }) =>
        kept?.kind === 'colour' && kept.word === undefined ? { unfit: 'a colour is not cut out' } : cut(kept),
    },
    {
      say: [
        'isolate/put/place/cut? out? on/against/before/onto background/backdrop?',
        'on/against/before background/backdrop',
      ],
      takes: ['target'],
      needs: ['colour'],
      read: ({ target = SUBJECT, colour = '' }) => {
        const whole = cut(target)
        return 'unfit' in whole ? whole : { ...whole, fill: { kind: 'colour' as const, colour } }
      },
    },
    {
      say: [
        'fill/replace/colour/paint/plain/solid/seamless/simple/soft? colour/plain/solid/seamless?',
        'swap/replace/fill out?',
      ],
      needs: ['target', 'colour'],
      read: ({ target, colour = '' }) => behind(target, { kind: 'colour', colour }),
    },
    {
      say: ['fill/replace? colour? gradient', 'gradient colour/fill?'],
      needs: ['target', 'colour', 'secondColour'],
      read: ({ target, colour = '', secondColour = '' }) =>
        behind(target, { kind: 'gradient', top: colour, bottom: secondColour }),
    },
  ],
  limits: 'a background is filled with a colour or a gradient of two',
  examples: [
    'remove the background',
    'make the background white',
    'gradient background from pink to orange',
    'cut out the subject',
  ],
  describe: ({ target, fill }) => `cut out ${describeTarget(target)}${describeFill(fill)}`,
  // Each thing that is cut out takes the other away; the subject is what was left. What was cut out may lie on a colour.
  lean: ({ target, fill }) =>
    target.kind === 'subject'
      ? undefined
      : { axis: `what is left before ${fill.kind}`, side: JSON.stringify(target), isOfPicture: true },
  shows: 'always',
  isComposed: true,
  async apply(signal, raster, { fill }, { mask }) {
    if (!mask) return raster
    return composeThrough(signal, fillOf(raster, fill), await withoutSpill(signal, raster, mask), mask)
  },
})
