import * as z from 'zod'
import { adverbOf, readShare } from '@/lib/engine/grammar/degree'
import type { Slots } from '@/lib/engine/grammar/slot'
import type { Look } from '@/lib/engine/looks/look'
import { LOOK_NAMES, looks } from '@/lib/engine/looks/table'
import { defineOperation, type Unfit, type Wording } from '@/lib/engine/operation'
import { describeTarget, targetSchema, WHOLE_IMAGE } from '@/lib/engine/target'

const schema = z.object({
  op: z.literal('look'),
  /** "Moody green tones" asks for a tint of all, not for green things in a mood. */
  target: targetSchema.refine((target) => target.kind !== 'colour' || target.word !== undefined),
  name: z.enum(LOOK_NAMES),
  amount: z.number().min(0.01).max(2),
})
type Step = z.infer<typeof schema>

const lookOf = ({ name, target }: Step): Pick<Look, 'name' | 'apply'> => {
  const whole: Look = looks[name]
  return (target.kind === 'sky' && whole.ofSky) || whole
}

/** A mood out of `lib/engine/looks`. */
export const look = defineOperation({
  schema,
  wordings: LOOK_NAMES.flatMap((name): Wording<Step>[] => {
    const { say, named = [] }: Look = looks[name]
    const read = ({ amount }: Slots): Step | Unfit => {
      const share = readShare(amount)
      return typeof share === 'number' ? { op: 'look', target: WHOLE_IMAGE, name, amount: share } : share
    }
    return [
      { say, takes: ['amount'], read },
      { say: say.map((words) => `more/increase ${words}`), takes: ['amount'], read },
      { say: named, takes: ['count', 'amount'], read },
    ]
  }),
  limits: 'its strength must lie between 1 % and 200 %, and it is for a picture or a thing, not for a colour',
  examples: LOOK_NAMES.flatMap((name) => looks[name].examples),
  describe: (step) => `${adverbOf(step.amount)}give ${describeTarget(step.target)} ${lookOf(step).name}`,
  lean: ({ name }) => ({ axis: 'look', side: name }),
  shows: 'overall',
  apply: (signal, raster, step, context) =>
    lookOf(step).apply(signal, raster, step.amount * context.strength, context),
})
