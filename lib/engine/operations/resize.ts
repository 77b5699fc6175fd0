import * as z from 'zod'
import { fitExactly, requireRoom } from '@/lib/engine/fit'
import type { Slots } from '@/lib/engine/grammar/slot'
import { defineOperation, type Unfit } from '@/lib/engine/operation'
import type { Size } from '@/lib/images/raster'

const MAX_SIDE_PX = 16_384
const side = z.int().min(1).max(MAX_SIDE_PX)

const schema = z.object({
  op: z.literal('resize'),
  to: z.discriminatedUnion('by', [
    z.object({ by: z.literal('size'), widthPx: side, heightPx: side }),
    z.object({ by: z.literal('side'), axis: z.enum(['width', 'height', 'longer', 'shorter']), px: side }),
    z.object({ by: z.literal('factor'), factor: z.number().min(0.02).max(8) }),
  ]),
})
type Resize = z.infer<typeof schema>

const VERB = 'resize/scale/downscale/downsize/shrink/enlarge/rescale'

const VAGUE: Unfit = {
  unfit: 'say how large it should be, such as “resize to 50 %” or “resize to 1200 px wide”',
}

/** So few pixels nobody wants; a bare number this small is a percentage, or a factor. */
const SMALLEST_PX = 64

const toLonger = ({ pixels = 1 }: Slots): Resize | Unfit =>
  pixels < SMALLEST_PX ? VAGUE : { op: 'resize', to: { by: 'side', axis: 'longer', px: pixels } }

/** The factor by which both sides are multiplied, unless an exact size was asked for. */
function factorOf({ width, height }: Size, to: Exclude<Resize['to'], { by: 'size' }>): number {
  if (to.by === 'factor') return to.factor
  const sides = { width, height, longer: Math.max(width, height), shorter: Math.min(width, height) }
  return to.px / sides[to.axis]
}

const grown = ({ width, height }: Size, factor: number): Size => ({
  width: Math.max(1, Math.round(width * factor)),
  height: Math.max(1, Math.round(height * factor)),
})

function describeGoal(to: Resize['to']): string {
  if (to.by === 'size') return `${to.widthPx} × ${to.heightPx} px`
  if (to.by === 'factor') return `${Math.round(to.factor * 1000) / 10} %`
  const names = {
    width: 'wide',
    height: 'high',
    longer: 'on the longer side',
    shorter: 'on the shorter side',
  }
  return `${to.px} px ${names[to.axis]}`
}

const byFactor = (factor: number): Resize => ({ op: 'resize', to: { by: 'factor', factor } })

/** "Scale up by 1.5" is no percentage. */
const MOST_TIMES = 8

/** "20 % smaller" leaves 80 %; "shrink to 20 %" leaves 20. What is more than doubled may be meant either way. */
function byChange(amount: Slots['amount'], direction: 1 | -1): Resize | Unfit {
  if (amount?.kind === 'level') return byFactor(amount.level)
  const times = amount?.kind === 'share' && amount.isBare ? amount.share * 100 : 0
  if (times > 1 && times <= MOST_TIMES) return byFactor(direction > 0 ? times : 1 / times)
  return amount?.kind === 'share' && amount.share < 1
    ? byFactor(Math.round((1 + direction * amount.share) * 1000) / 1000)
    : VAGUE
}

/** Lanczos resampling. An exact size of other proportions is cropped from the centre first, never squeezed. */
export const resize = defineOperation({
  schema,
  wordings: [
    {
      say: [VERB, `${VERB} size`, 'size?', 'dimensions'],
      needs: ['size'],
      read: ({ size }): Resize => ({ op: 'resize', to: { by: 'size', widthPx: 1, heightPx: 1, ...size } }),
    },
    {
      say: [VERB, `${VERB} size`, 'size?'],
      needs: ['side'],
      read: ({ side: { axis, px } = { axis: 'width', px: 1 } }): Resize => ({
        op: 'resize',
        to: { by: 'side', axis, px },
      }),
    },
    {
      say: [
        `${VERB} long/longer/longest side/edge`,
        `${VERB} max/maximum`,
        'max/maximum? long/longer/longest side/edge',
        'max/maximum',
      ],
      needs: ['pixels'],
      read: toLonger,
    },
    {
      say: ['bigger/larger/smaller', `${VERB} down/up?`],
      read: () => VAGUE,
    },
    {
      say: [VERB, `${VERB} size/down/up`],
      needs: ['pixels'],
      read: toLonger,
    },
    {
      say: [`${VERB} short/shorter/shortest side/edge`],
      needs: ['pixels'],
      read: ({ pixels = 1 }): Resize => ({ op: 'resize', to: { by: 'side', axis: 'shorter', px: pixels } }),
    },
    {
      say: ['larger/bigger/enlarge', 'increase size', `${VERB} up`],
      needs: ['amount'],
      read: ({ amount }) => byChange(amount, 1),
    },
    {
      say: ['smaller/shrink', 'reduce/decrease size', `${VERB} down`],
      needs: ['amount'],
      read: ({ amount }) => byChange(amount, -1),
    },
    {
      say: ['smaller/shrink'],
      needs: ['scale'],
      read: ({ scale = 1 }) => byFactor(scale > 1 ? 1 / scale : scale),
    },
    {
      say: [VERB, `${VERB} down/up`, `${VERB} size`, 'size', 'as large/big', 'original size'],
      needs: ['scale'],
      read: ({ scale = 1 }) => byFactor(scale),
    },
    {
      say: ['larger/bigger'],
      needs: ['scale'],
      read: ({ scale = 1 }) => (scale > 1 ? byFactor(scale) : VAGUE),
    },
  ],
  limits: `a side has at most ${MAX_SIDE_PX} px, and the factor lies between 2 % and 800 %`,
  examples: ['resize to 800x600', 'resize to 50 %', 'resize to 1200 px wide'],
  describe: ({ to }) => `resize to ${describeGoal(to)}`,
  shows: 'always',
  apply(signal, raster, { to }, { tools }) {
    if (to.by === 'size') return fitExactly(signal, raster, { width: to.widthPx, height: to.heightPx }, tools)
    const size = grown(raster, factorOf(raster, to))
    requireRoom(size)
    return tools.resize(signal, raster, size)
  },
})
