import { z } from 'zod'
import { readShare } from '@/lib/engine/grammar/degree'
import { defineOperation } from '@/lib/engine/operation'
import { denoise } from '@/lib/engine/pixels/denoise'
import { describeTarget, type Target, targetSchema } from '@/lib/engine/target'

/** Differences of up to this many bytes are spots; larger ones are features and stay. */
const USUAL_DEPTH = 7

const SKIN: Target = { kind: 'part', part: 'skin', owner: 'any', which: 'all' }

/** Evens out small differences, as a retoucher does with skin. */
export const smooth = defineOperation({
  schema: z.object({ op: z.literal('smooth'), target: targetSchema, amount: z.number().min(0.01).max(2) }),
  wordings: [
    {
      say: [
        'smooth/smoother/smoothen/airbrush/even out?',
        'retouch',
        'soften/softer/soft/silky',
        'remove/reduce/fix/clean/clear blemishes/pimples/spots/acne/imperfections up?',
        'even skin tone?',
      ],
      takes: ['target', 'amount'],
      read({ target = SKIN, amount }) {
        const share = readShare(amount)
        if (typeof share !== 'number') return share
        if (target.kind === 'image') return { unfit: 'I smooth skin and faces' }
        return target.kind === 'part' && target.part !== 'face' && target.part !== 'skin'
          ? { unfit: 'I smooth skin and faces' }
          : { op: 'smooth' as const, target, amount: share }
      },
    },
  ],
  limits: 'its strength must lie between 1 % and 200 %',
  examples: ['smooth the skin'],
  describe: ({ target }) => `smooth ${describeTarget(target)}`,
  shows: 'local',
  apply: (signal, raster, { amount }, { strength, mask }) =>
    denoise(signal, raster, USUAL_DEPTH * amount * strength, mask),
})
