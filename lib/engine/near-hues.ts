import { oklabOfHex } from './grammar/colour'
import type { Step } from './operations'

type Tint = Extract<Step, { op: 'tint' }>

const isTint = (step: Step): step is Tint => step.op === 'tint'

/** Up to here, in degrees of OKLab, moving towards the one hue leads away from the other: yellow and green are 32 apart. */
const NEAR_DEGREES = 60
const TURN = 360

const hueOf = (hex: string): number => {
  const [, a, b] = oklabOfHex(hex)
  return (Math.atan2(b, a) * 180) / Math.PI
}

function areNear(one: string, other: string): boolean {
  const apart = Math.abs(hueOf(one) - hueOf(other))
  return Math.min(apart, TURN - apart) <= NEAR_DEGREES
}

const isSameTarget = (one: Tint, other: Tint): boolean =>
  JSON.stringify(one.target) === JSON.stringify(other.target)

const isAnswer = (more: Tint, less: Tint): boolean =>
  more.amount > 0 && less.amount < 0 && isSameTarget(more, less) && areNear(more.colour, less.colour)

/** "Greener and less yellow" is greener, by the larger of both: green with its yellow taken out would be teal. */
export function foldNearHues(steps: readonly Step[]): Step[] {
  const tints = steps.filter(isTint)
  return steps.flatMap((step): Step[] => {
    if (!isTint(step)) return [step]
    if (tints.some((other) => isAnswer(other, step))) return []
    const taken = tints.filter((other) => isAnswer(step, other)).map(({ amount }) => -amount)
    return [{ ...step, amount: taken.length > 0 ? Math.max(step.amount, ...taken) : step.amount }]
  })
}
