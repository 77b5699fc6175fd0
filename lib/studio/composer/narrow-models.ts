import type { RunSettings } from '@/lib/edits/settings'
import type { ModelCard } from '@/lib/models/card'
import { maxInputsOf } from '@/lib/models/input-limits'
import { listed } from '@/lib/studio/composer/common-settings'

/** The chosen models that take photos, but fewer than there are: what becomes of the others is said before Run. */
export function narrowModels(
  cards: readonly ModelCard[],
  settings: RunSettings,
  inputCount: number,
): ModelCard[] {
  return cards.filter((card) => {
    const max = maxInputsOf(card, settings.advanced[card.id])
    return max > 0 && max < inputCount
  })
}

/**
 * What a run sends that is not one edit for each input: the primary alone only where no narrow model takes another
 * photo along.
 */
export function nameTogether(narrow: readonly ModelCard[], settings: RunSettings): string {
  const [most, ...others] = new Set(narrow.map((card) => maxInputsOf(card, settings.advanced[card.id])))
  if (others.length > 0) return 'Together'
  return most === 1 ? 'Primary only' : `First ${most}`
}

/** "Local takes 1 of 3; Seedream v4 takes all 3": how many photos go to each chosen model that takes any. */
export function describeNarrow(
  cards: readonly ModelCard[],
  settings: RunSettings,
  inputCount: number,
): string {
  const bySent = new Map<number, ModelCard[]>()
  for (const card of cards) {
    const sent = Math.min(maxInputsOf(card, settings.advanced[card.id]), inputCount)
    if (sent > 0) bySent.set(sent, [...(bySent.get(sent) ?? []), card])
  }
  return [...bySent]
    .map(([sent, group]) => {
      const names = listed(group)
      const share = sent === inputCount ? `all ${sent}` : `${sent} of ${inputCount}`
      return `${names} ${names.includes(' and ') ? 'take' : 'takes'} ${share}`
    })
    .join('; ')
}
