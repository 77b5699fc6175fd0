import * as z from 'zod'
import { drawText } from '@/lib/engine/drawing/text'
import { nameOfColour } from '@/lib/engine/grammar/colour'
import { PLACES } from '@/lib/engine/grammar/place'
import type { Slots } from '@/lib/engine/grammar/slot'
import { lengthSchema, toPixels } from '@/lib/engine/length'
import { defineOperation } from '@/lib/engine/operation'

/** Height of the letters (em) as a share of the shorter side, when no size is named. */
const USUAL_SHARE = 0.1

const QUOTED = {
  needs: ['quote'],
  takes: ['pixels', 'place', 'weight', 'font', 'colour', 'magnitude'],
} as const

const readText = ({
  quote = '',
  place = 'bottom',
  weight = 700,
  font,
  colour = 'auto',
  magnitude = 1,
  pixels,
}: Slots) => ({
  op: 'text' as const,
  text: quote.trim(),
  place,
  colour,
  size:
    pixels === undefined
      ? { unit: 'share' as const, value: Math.round(USUAL_SHARE * magnitude * 1000) / 1000 }
      : { unit: 'px' as const, value: pixels },
  weight,
  ...(font === 'serif' && { font }),
})

export const text = defineOperation({
  schema: z.object({
    op: z.literal('text'),
    text: z.string().trim().min(1).max(120),
    place: z.enum(PLACES),
    /** `auto`: white or black, whichever can be read there, with a soft shadow. */
    colour: z.union([z.literal('auto'), z.string().regex(/^#[0-9a-f]{6}$/)]),
    size: lengthSchema(2000, 0.9),
    weight: z.union([z.literal(400), z.literal(700)]),
    /** Without one: letters without serifs. */
    font: z.literal('serif').optional(),
  }),
  wordings: [
    {
      say: [
        'text/word/words/caption/title/headline/label/letters/write/writing',
        'add/put/write/draw/place/type/print letters/words/text/font/type/caption/title?',
        'letters/words/text/caption/title saying/says/reading/reads letters/words/font?',
        'write/add/put text/word/words/caption/title letters? saying/says/reading/reads?',
        'add/put/write word/words',
        'caption/title/watermark letters?',
        'caption/text/title saying/says/reading/reads',
        'text/words colour/letters/font',
      ],
      ...QUOTED,
      read: readText,
    },
    {
      // The sky is not looked for: it lies where letters at the top stand.
      say: ['add/put/write/draw/place/type/print text/word/words/letters/caption/title? sky'],
      ...QUOTED,
      read: (slots) => readText({ place: 'top', ...slots }),
    },
  ],
  limits: 'a text has 1 to 120 characters and is at most 2000 px high',
  examples: ["add text 'SALE' top left in yellow", "write 'Hello' in large white letters at the bottom"],
  describe({ text: words, place, colour, font }) {
    const inColour = colour === 'auto' ? '' : ` in ${nameOfColour(colour)}`
    const letters = font === 'serif' ? ' in letters with serifs' : ''
    return `write “${words}”${inColour}${letters} at the ${place}`
  },
  shows: 'always',
  apply: (signal, raster, step, { tools }) =>
    drawText(signal, raster, { ...step, sizePx: toPixels(step.size, raster) }, tools),
})
