import * as z from 'zod'
import { readShare } from '@/lib/engine/grammar/degree'
import type { Slots } from '@/lib/engine/grammar/slot'
import { defineOperation, type Unfit } from '@/lib/engine/operation'
import { denoise } from '@/lib/engine/pixels/denoise'
import { describeTarget, type Target, targetSchema } from '@/lib/engine/target'

/** Differences of up to this many bytes are spots; larger ones are features and stay. */
const USUAL_DEPTH = 7

const SKIN: Target = { kind: 'part', part: 'skin', owner: 'any', which: 'all' }

const schema = z.object({
  op: z.literal('smooth'),
  target: targetSchema,
  amount: z.number().min(0.01).max(2),
})
type Smooth = z.infer<typeof schema>

const isSkin = (target: Target): boolean =>
  target.kind === 'part' && (target.part === 'face' || target.part === 'skin')

function readSmooth({ target = SKIN, amount }: Slots, canBe: (target: Target) => boolean): Smooth | Unfit {
  const share = readShare(amount)
  if (typeof share !== 'number') return share
  return canBe(target) ? { op: 'smooth', target, amount: share } : { unfit: 'I smooth skin and faces' }
}

/** Evens out small differences, as a retoucher does with skin. */
export const smooth = defineOperation({
  schema,
  wordings: [
    {
      say: ['smooth/smoother/smoothen/airbrush out?', 'even out', 'natural? retouch'],
      takes: ['target', 'amount'],
      read: (slots) =>
        readSmooth(slots, (target) => isSkin(target) || !['image', 'part'].includes(target.kind)),
    },
    {
      // The spots of a dog are its own.
      say: ['remove/reduce/fix/clean/clear blemishes/pimples/acne up?'],
      takes: ['target', 'amount'],
      read: (slots) => readSmooth(slots, isSkin),
    },
    {
      say: ['clean up'],
      needs: ['target'],
      takes: ['amount'],
      read: (slots) =>
        isSkin(slots.target ?? SKIN)
          ? readSmooth(slots, isSkin)
          : { unfit: 'I clean up skin. Name what should go, such as “remove the bottle”' },
    },
    {
      say: ['soften/softer/soft/silky', 'remove/reduce/fix/clean/clear spots/imperfections up?'],
      needs: ['target'],
      takes: ['amount'],
      read: (slots) => readSmooth(slots, isSkin),
    },
  ],
  limits: 'its strength must lie between 1 % and 200 %',
  examples: ['smooth the skin'],
  describe: ({ target }) => `smooth ${describeTarget(target)}`,
  shows: 'local',
  apply: (signal, raster, { amount }, { strength, mask }) =>
    denoise(signal, raster, USUAL_DEPTH * amount * strength, mask),
})
