import * as z from 'zod'
import type { RgbaRaster } from '@/lib/images/raster'
import { limitOf, percent, readChange, type Scale } from './grammar/degree'
import { defineOperation, type EngineContext, type Unfit, type Wording } from './operation'
import { describeTarget, type Target, targetSchema, WHOLE_IMAGE } from './target'

const MORE = 'more/increase/increased/raise/boost/enhance/higher/lift/add/greater/stronger/improve/amplify/up'
const LESS = 'less/reduce/reduced/decrease/lower/decreased/cut/soften/drop/weaker/lessen/minimise'

/** The ways to ask for more of something that has a noun: "more contrast", "turn the contrast up". */
export const moreOf = (noun: string): string[] => [
  `${MORE} ${noun}`,
  `turn/bring/crank/bump/kick up ${noun}`,
  `turn/crank ${noun} up`,
  `${noun} up/increase/higher/more`,
  `not enough ${noun}`,
  `pump/dial/push up? ${noun} up?`,
  `too little ${noun}`,
]

/**
 * The ways to complain of a state: "too dark", "not so dark" and "it's dark" ask for the other direction. "Not too
 * dark" complains of nothing: it limits another wish.
 */
export const tooOf = (states: string): string[] => [
  `too ${states}`,
  `not so/that/as ${states}`,
  `is/it's/looks/seems/are ${states}`,
]

/** The ways to ask for less of something that has a noun. */
export const lessOf = (noun: string): string[] => [
  `${LESS} ${noun}`,
  `turn/bring/tone down ${noun}`,
  `turn/tone ${noun} down`,
  `${noun} down/reduce/lower/less`,
  `dial/pull down/back? ${noun} down/back?`,
  `too much ${noun}`,
]

type Graded<Op extends string> = {
  op: Op
  scale: Scale
  noun: string
  more: readonly string[]
  less: readonly string[]
  examples: readonly string[]
  /** Colours that are full already cannot change: then what could change counts. */
  shows?: 'local'
  /** The step in words; `by` is the change, such as "20 %". */
  describe(direction: 1 | -1, by: string, target: string): string
  apply(
    signal: AbortSignal,
    raster: RgbaRaster,
    change: number,
    context: EngineContext,
  ): RgbaRaster | Promise<RgbaRaster>
}

/** An operation that knows two directions and an amount; 0.2 = 20 % more, guidance scales it. */
export function createGraded<const Op extends string>(graded: Graded<Op>) {
  const schema = z.object({
    op: z.literal(graded.op),
    target: targetSchema,
    amount: z.number().min(-graded.scale.max).max(graded.scale.max),
  })
  type Step = { op: Op; target: Target; amount: number }
  const wording = (say: readonly string[], direction: 1 | -1 | 0): Wording<Step> => ({
    say,
    takes: ['amount'],
    read({ amount }): Step | Unfit {
      const change = readChange(amount, direction, graded.scale)
      return typeof change === 'number' ? { op: graded.op, target: WHOLE_IMAGE, amount: change } : change
    },
  })
  return defineOperation({
    schema,
    wordings: [
      // Its own words first: "more shadows" asks for dark, where "more contrast" asks for contrast.
      wording(graded.more, 1),
      wording(graded.less, -1),
      wording(moreOf(graded.noun), 1),
      wording(lessOf(graded.noun), -1),
      wording([graded.noun], 0),
    ],
    limits: limitOf(graded.scale),
    examples: graded.examples,
    describe: ({ amount, target }) =>
      graded.describe(amount > 0 ? 1 : -1, percent(amount), describeTarget(target)),
    lean: ({ amount }) => ({ axis: graded.op, side: amount > 0 ? 'more' : 'less' }),
    shows: graded.shows ?? 'overall',
    apply: (signal, raster, { amount }, context) =>
      graded.apply(signal, raster, amount * context.strength, context),
  })
}
