import { z } from 'zod'
import { nameOfColour, oklabOfHex } from '@/lib/engine/grammar/colour'
import { adverbOf, readShare } from '@/lib/engine/grammar/degree'
import type { Slots } from '@/lib/engine/grammar/slot'
import { defineOperation } from '@/lib/engine/operation'
import { mapOklab } from '@/lib/engine/pixels/oklab-map'
import { describeTarget, targetSchema, WHOLE_IMAGE } from '@/lib/engine/target'

/** Share of the way to the tint's hue and chroma at the usual strength. */
const USUAL_MIX = 0.35

/** "Make the sky bluer". */
const COMPARATIVES = [
  ['bluer', '#0000ff'],
  ['redder', '#ff0000'],
  ['greener', '#008000'],
  ['yellower', '#ffff00'],
  ['pinker', '#ff69b4'],
  ['purpler', '#800080'],
] as const

function tintTo(colour: string, amount: Slots['amount']) {
  const share = readShare(amount)
  return typeof share === 'number'
    ? { op: 'tint' as const, target: WHOLE_IMAGE, colour, amount: share }
    : share
}

/** A veil of one colour over everything; lightness stays, so shapes and contrast stay. */
export const tint = defineOperation({
  schema: z.object({
    op: z.literal('tint'),
    target: targetSchema,
    colour: z.string().regex(/^#[0-9a-f]{6}$/),
    amount: z.number().min(0.01).max(2),
  }),
  wordings: [
    ...COMPARATIVES.map(([word, colour]) => ({
      say: [`more? ${word}`],
      takes: ['amount' as const],
      read: ({ amount }: Slots) => tintTo(colour, amount),
    })),
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
        'more',
      ],
      needs: ['colour'],
      takes: ['amount'],
      read({ colour = '', amount }) {
        return tintTo(colour, amount)
      },
    },
  ],
  limits: 'its strength must lie between 1 % and 200 %',
  examples: ['tint it blue', 'add a pink tint'],
  describe: ({ colour, amount, target }) =>
    `tint ${describeTarget(target)} ${adverbOf(amount)}${nameOfColour(colour)}`,
  shows: 'overall',
  apply(signal, raster, { colour, amount }, { strength }) {
    const [, a, b] = oklabOfHex(colour)
    const mix = Math.min(1, USUAL_MIX * amount * strength)
    return mapOklab(signal, raster, (pixel) => {
      // Less at both ends: black and white keep most of their neutrality.
      const share = mix * Math.sin(Math.PI * Math.min(1, 0.15 + pixel[0]! * 0.7)) ** 0.5
      pixel[1] = pixel[1]! + (a - pixel[1]!) * share
      pixel[2] = pixel[2]! + (b - pixel[2]!) * share
    })
  },
})
