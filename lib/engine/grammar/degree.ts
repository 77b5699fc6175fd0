import type { Unfit } from '@/lib/engine/operation'
import type { Amount } from './amount'

/** The usual change of a graded operation, and what one photographic stop means on its scale. */
export type Scale = { name: string; usual: number; max: number; stop?: number }

/** A signed change on an operation's scale; 0.2 = 20 % more. `direction` 0 = the clause names none. */
export function readChange(amount: Amount | undefined, direction: 1 | -1 | 0, scale: Scale): number | Unfit {
  const change = changeOf(amount, direction, scale)
  if (typeof change !== 'number') return change
  if (change === 0) return { unfit: 'that would change nothing' }
  if (direction !== 0 && Math.sign(change) !== direction)
    return { unfit: 'its number points the other way than its words' }
  if (Math.abs(change) > scale.max) return { unfit: limitOf(scale) }
  return Math.round(change * 1000) / 1000
}

/** How far the scale goes, in words. */
export const limitOf = ({ name, max, stop }: Scale): string =>
  `${name} can change by at most ${stop === undefined ? `${max * 100} %` : `${max / stop} stops`}`

function changeOf(amount: Amount | undefined, direction: 1 | -1 | 0, scale: Scale): number | Unfit {
  const vague = { unfit: `say whether you want more or less ${scale.name}, or a signed number such as +20 %` }
  if (amount?.kind === 'level') return amount.level - 1
  if (amount?.kind === 'share' || amount?.kind === 'stops') {
    const value = sizeOfChange(amount, scale)
    if (Number.isNaN(value)) return { unfit: `${scale.name} is not measured in stops` }
    if (amount.signed) return value
    return direction === 0 ? vague : value * direction
  }
  return direction === 0 ? vague : scale.usual * (amount?.factor ?? 1) * direction
}

/** On a scale of stops a small bare number counts those: "exposure +0.7". */
const MOST_BARE_STOPS = 5

function sizeOfChange(amount: Extract<Amount, { kind: 'share' | 'stops' }>, { stop }: Scale): number {
  if (amount.kind === 'stops') return amount.stops * (stop ?? Number.NaN)
  const isStops = stop !== undefined && amount.isBare && Math.abs(amount.share) * 100 <= MOST_BARE_STOPS
  return isStops ? amount.share * 100 * stop : amount.share
}

/** How much of an effect, 1 = all of it or its usual strength: "slightly" 0.4, "50 %" 0.5. */
export function readShare(amount: Amount | undefined): number | Unfit {
  if (amount === undefined) return 1
  if (amount.kind === 'factor') return amount.factor
  const share = amount.kind === 'share' ? amount.share : amount.kind === 'level' ? amount.level : Number.NaN
  if (share > 0 && share <= 2) return share
  return { unfit: 'its strength must lie between 1 % and 200 %' }
}

/** "20 %": a share as people write it. */
export const percent = (share: number): string => `${Math.round(Math.abs(share) * 1000) / 10} %`

/** "slightly ", "strongly " or nothing, from a strength of which 1 is usual. */
export function adverbOf(strength: number): string {
  if (strength === 1) return ''
  if (strength <= 0.5) return 'slightly '
  return strength < 1 ? 'gently ' : strength <= 1.3 ? 'clearly ' : 'strongly '
}

/** "a subtle ", "a strong " or "a ", from a strength of which 1 is usual. */
export function adjectiveOf(strength: number): string {
  if (strength === 1) return ''
  return strength <= 0.5 ? 'subtle ' : strength < 1 ? 'gentle ' : strength <= 1.3 ? 'clear ' : 'strong '
}
