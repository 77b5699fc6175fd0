import * as z from 'zod'
import { nameOfColour, oklabOfHex, samplesOfHex } from '@/lib/engine/grammar/colour'
import { adverbOf, readShare } from '@/lib/engine/grammar/degree'
import type { Slots } from '@/lib/engine/grammar/slot'
import { applyGrade } from '@/lib/engine/looks/grade'
import { defineOperation, type Unfit, type Wording } from '@/lib/engine/operation'
import { describeTarget, targetSchema, WHOLE_IMAGE } from '@/lib/engine/target'

const TONES = ['shadows', 'highlights'] as const
type Tone = (typeof TONES)[number]

/** OKLab chroma that the middle of a tone gains at the usual strength. */
const USUAL_CHROMA = 0.045
/** What "warm" and "cool" are as colours. */
const [WARM, COOL] = ['#ffa54c', '#4c8dff']

const schema = z.object({
  op: z.literal('toning'),
  target: targetSchema,
  tone: z.enum(TONES),
  colour: z.string().regex(/^#[0-9a-f]{6}$/),
  amount: z.number().min(0.01).max(2),
})
type Toning = z.infer<typeof schema>

function readToning(tone: Tone, colour: string, { amount, target }: Slots): Toning | Unfit {
  if (target?.kind === 'class' && target.label === 'person')
    return { isFirm: true, unfit: 'hair has to be painted anew; I tint light and shade' }
  if (new Set(samplesOfHex(colour)).size === 1)
    return { unfit: 'that is no colour for a tone; say “deeper blacks” or “brighter highlights”' }
  const share = readShare(amount)
  return typeof share === 'number'
    ? { op: 'toning', target: WHOLE_IMAGE, tone, colour, amount: share }
    : share
}

const wordingsFor = (tone: Tone): Wording<Toning>[] => [
  {
    say: [`split? tone/toning? add/push/put? ${tone}`, `tint/tone/toning ${tone}`, `${tone} tint`],
    needs: ['colour'],
    takes: ['amount'],
    read: (slots) => readToning(tone, slots.colour ?? WARM, slots),
  },
  ...(
    [
      ['warm/warmer', WARM],
      ['cool/cooler/cold/colder', COOL],
    ] as const
  ).map(
    ([words, colour]): Wording<Toning> => ({
      say: [`${words} up/down? ${tone}`, `${tone} ${words}`],
      takes: ['amount'],
      read: (slots) => readToning(tone, colour, slots),
    }),
  ),
]

const nameOf = (colour: string): string =>
  colour === WARM ? 'warmer' : colour === COOL ? 'cooler' : nameOfColour(colour)

/** One colour for the light parts or for the dark ones: half of a split toning. */
export const toning = defineOperation({
  schema,
  wordings: TONES.flatMap(wordingsFor),
  limits: 'its strength must lie between 1 % and 200 %',
  examples: ['teal shadows', 'warm highlights'],
  describe: ({ tone, colour, amount, target }) =>
    `tint the ${tone} of ${describeTarget(target)} ${adverbOf(amount)}${nameOf(colour)}`,
  lean: ({ tone, colour }) => ({ axis: `toning ${tone}`, side: colour }),
  shows: 'local',
  apply(signal, raster, { tone, colour, amount }, { strength }) {
    const [, a, b] = oklabOfHex(colour)
    const scale = USUAL_CHROMA / Math.max(1e-6, Math.hypot(a, b))
    return applyGrade(signal, raster, { [tone]: { a: a * scale, b: b * scale } }, amount * strength)
  },
})
