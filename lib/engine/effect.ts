import * as z from 'zod'
import type { RgbaRaster } from '@/lib/images/raster'
import { readShare } from './grammar/degree'
import {
  defineOperation,
  type EngineContext,
  type Lean,
  type Operation,
  type Unfit,
  type Wording,
} from './operation'
import { type Target, targetSchema, WHOLE_IMAGE } from './target'

type EffectStep<Op extends string> = { op: Op; target: Target; amount: number }

type Effect<Op extends string> = {
  op: Op
  say: readonly string[]
  /** What there may be more of: "a stronger vignette". */
  noun?: string
  /** Further ways to ask, with values of their own. */
  further?: readonly Wording<EffectStep<Op>>[]
  isForWhole?: true
  examples: readonly string[]
  describe(amount: number, target: Target): string
  lean?: Lean
  shows: Operation<never>['shows']
  /** `amount` is 1 for the usual strength; guidance is in it already. */
  apply(
    signal: AbortSignal,
    raster: RgbaRaster,
    amount: number,
    context: EngineContext,
  ): RgbaRaster | Promise<RgbaRaster>
}

/** How much more than usual "stronger" asks for where nothing else says it, and the most that there is. */
const STRONGER = 1.5
const MOST = 2

/** Of an effect that lies on the picture already nothing can be taken back. */
const weakerOf = (noun: string): string[] => [
  `less/weaker/softer/lighter/subtler ${noun}`,
  `${noun} less/weaker/softer/lighter/subtler`,
]

const strongerOf = (noun: string): string[] => [
  `more/stronger/heavier/deeper/darker/increase ${noun}`,
  `${noun} stronger/heavier/deeper/darker`,
]

/** An operation that is there or not, in some strength: black and white, a vignette, grain. */
export function createEffect<const Op extends string>(effect: Effect<Op>) {
  const schema = z.object({
    op: z.literal(effect.op),
    target: targetSchema,
    amount: z.number().min(0.01).max(MOST),
  })
  const wording = (say: readonly string[], times: number): Wording<EffectStep<Op>> => ({
    say,
    takes: ['amount'],
    read({ amount }): EffectStep<Op> | Unfit {
      const share = readShare(amount)
      return typeof share === 'number'
        ? { op: effect.op, target: WHOLE_IMAGE, amount: Math.min(MOST, share * times) }
        : share
    },
  })
  return defineOperation({
    schema,
    wordings: [
      ...(effect.further ?? []),
      ...(effect.noun === undefined
        ? []
        : [
            wording(strongerOf(effect.noun), STRONGER),
            {
              say: weakerOf(effect.noun),
              read: () => ({ unfit: 'what the picture has of it cannot be taken back' }),
            },
          ]),
      wording(effect.say, 1),
    ],
    limits: 'its strength must lie between 1 % and 200 %',
    examples: effect.examples,
    describe: ({ amount, target }) => effect.describe(amount, target),
    lean: () => effect.lean,
    shows: effect.shows,
    ...(effect.isForWhole && { isForWhole: true as const }),
    apply: (signal, raster, { amount }, context) =>
      effect.apply(signal, raster, amount * context.strength, context),
  })
}
