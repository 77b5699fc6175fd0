import * as z from 'zod'
import { nameOfColour, oklabOfHex, samplesOfHex } from '@/lib/engine/grammar/colour'
import { adverbOf, readShare } from '@/lib/engine/grammar/degree'
import type { Slots } from '@/lib/engine/grammar/slot'
import { defineOperation } from '@/lib/engine/operation'
import { mapOklabColours } from '@/lib/engine/pixels/colour-map'
import { describeTarget, targetSchema, WHOLE_IMAGE } from '@/lib/engine/target'
import type { RgbaRaster } from '@/lib/images/raster'

/** Share of the way to the tint's hue and chroma at the usual strength. */
const USUAL_MIX = 0.35

/**
 * White has no colour at its own lightness. What is asked of one thing is to be seen there, so its lightness gives way to
 * a darker colour by this share of the mix.
 */
const GIVING_WAY = 0.75

/** "Make the sky bluer". */
const COMPARATIVES = [
  ['bluer', '#0000ff'],
  ['redder', '#ff0000'],
  ['greener', '#008000'],
  ['yellower', '#ffff00'],
  ['pinker', '#ff69b4'],
  ['purpler', '#800080'],
  ['browner', '#8b5a2b'],
  ['oranger', '#ff8c00'],
] as const

/** "Pinkish": a breath of it. */
const BREATH = 0.5
const SHADES = [
  ['bluish/blueish', '#0000ff'],
  ['reddish', '#ff0000'],
  ['greenish', '#008000'],
  ['yellowish', '#ffff00'],
  ['pinkish', '#ff69b4'],
  ['purplish', '#800080'],
  ['brownish', '#8b5a2b'],
  ['orangish', '#ff8c00'],
] as const

/** How much of a colour is taken out of what has it, and how far everything moves away from it (OKLab), usually. */
const USUAL_LOSS = 0.4
const USUAL_SHIFT = 0.012

/** "Less red", "too yellow": the same on the way back. */
const WAYS_TO_LESS = [
  'less/reduce/lower/decrease',
  'too',
  'tone down',
  'turn/bring down',
  'too much',
  'take out/away',
]

function tintTo(colour: string, amount: Slots['amount']) {
  const share = readShare(amount)
  return typeof share === 'number'
    ? { op: 'tint' as const, target: WHOLE_IMAGE, colour, amount: share }
    : share
}

/** Of black, white and grey there is no more and no less: that is asked for as tone. */
const tintOf = (colour: string, amount: Slots['amount']) =>
  new Set(samplesOfHex(colour)).size === 1
    ? { unfit: 'that is no colour to have more or less of; say “deeper blacks” or “brighter”' }
    : tintTo(colour, amount)

/** "Everything blue" asks for more than a breath of it. */
const ALL_OVER = 2

function tintAllOver({ target, colour = '', amount }: Slots) {
  // "Turn everything red into blue" is about what is red.
  const isOfThing = target !== undefined && target.kind !== 'except'
  if (isOfThing || new Set(samplesOfHex(colour)).size === 1)
    return { unfit: 'a picture is not painted over; say “black and white”, “darker” or “brighter”' }
  const step = tintTo(colour, amount)
  return 'unfit' in step ? step : { ...step, amount: Math.min(ALL_OVER, ALL_OVER * step.amount) }
}

/** Moves all colours away from one, as the slider of a colour balance does; black and white hardly move. */
function takeOut(
  signal: AbortSignal,
  raster: RgbaRaster,
  [a, b]: readonly [number, number],
  amount: number,
): Promise<RgbaRaster> {
  const chroma = Math.max(1e-6, Math.hypot(a, b))
  const [alongA, alongB] = [a / chroma, b / chroma]
  return mapOklabColours(signal, raster, (pixel) => {
    const has = Math.max(0, pixel[1]! * alongA + pixel[2]! * alongB)
    const shift = USUAL_SHIFT * Math.sin(Math.PI * Math.min(1, 0.1 + pixel[0]! * 0.75))
    const loss = has * Math.min(1, USUAL_LOSS * amount) + shift * amount
    pixel[1] = pixel[1]! - alongA * loss
    pixel[2] = pixel[2]! - alongB * loss
  })
}

/** A veil of one colour; over the whole picture lightness stays, so shapes and contrast stay. */
export const tint = defineOperation({
  schema: z.object({
    op: z.literal('tint'),
    target: targetSchema,
    colour: z.string().regex(/^#[0-9a-f]{6}$/),
    /** Under 0 the colour is taken out. */
    amount: z
      .number()
      .min(-2)
      .max(2)
      .refine((amount) => Math.abs(amount) >= 0.01),
  }),
  wordings: [
    ...COMPARATIVES.map(([word, colour]) => ({
      say: [`more? ${word}`],
      takes: ['amount' as const],
      read: ({ amount }: Slots) => tintTo(colour, amount),
    })),
    ...SHADES.map(([word, colour]) => ({
      say: [`make? ${word} tint/tone/cast?`],
      takes: ['amount' as const],
      read({ amount }: Slots) {
        const more = tintTo(colour, amount)
        return 'unfit' in more ? more : { ...more, amount: more.amount * BREATH }
      },
    })),
    {
      say: ['less/reduce/remove/fix redness', 'too much redness'],
      takes: ['amount'],
      read({ amount }) {
        const less = tintTo('#ff0000', amount)
        return 'unfit' in less ? less : { ...less, amount: -less.amount }
      },
    },
    {
      say: WAYS_TO_LESS,
      needs: ['colour'],
      takes: ['amount'],
      read({ colour = '', amount }) {
        const less = tintOf(colour, amount)
        return 'unfit' in less ? less : { ...less, amount: -less.amount }
      },
    },
    {
      say: [
        'tint',
        'tint colours',
        'colour cast',
        'cast',
        'colour wash',
        'colour overlay',
        'tone colours?',
        'hue',
      ],
      needs: ['colour'],
      takes: ['amount'],
      read: ({ colour = '', amount }) => tintTo(colour, amount),
    },
    {
      say: ['paint/colour/turn? everything'],
      needs: ['colour'],
      takes: ['amount'],
      read: tintAllOver,
    },
    {
      say: ['more', 'deeper/richer/stronger'],
      needs: ['colour'],
      takes: ['amount'],
      read: ({ colour = '', amount }) => tintOf(colour, amount),
    },
  ],
  limits: 'its strength must lie between 1 % and 200 %',
  examples: ['tint it blue', 'add a pink tint', 'less yellow'],
  describe: ({ colour, amount, target }) =>
    amount > 0
      ? `tint ${describeTarget(target)} ${adverbOf(amount)}${nameOfColour(colour)}`
      : `make ${describeTarget(target)} ${adverbOf(-amount)}less ${nameOfColour(colour)}`,
  shows: 'overall',
  apply(signal, raster, { colour, amount }, { strength, mask }) {
    const [lightness, a, b] = oklabOfHex(colour)
    if (amount < 0) return takeOut(signal, raster, [a, b], -amount * strength)
    const mix = Math.min(1, USUAL_MIX * amount * strength)
    return mapOklabColours(signal, raster, (pixel) => {
      // Less at both ends: black and white keep most of their neutrality.
      const share = mix * Math.sin(Math.PI * Math.min(1, 0.15 + pixel[0]! * 0.7)) ** 0.5
      pixel[1] = pixel[1]! + (a - pixel[1]!) * share
      pixel[2] = pixel[2]! + (b - pixel[2]!) * share
      if (mask && pixel[0]! > lightness) pixel[0] = pixel[0]! + (lightness - pixel[0]!) * mix * GIVING_WAY
    })
  },
})
