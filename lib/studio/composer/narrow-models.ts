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

/** "Local and SeedEdit 3.0 take 1 of 3". */
export function describeNarrow(
  cards: readonly ModelCard[],
  settings: RunSettings,
  inputCount: number,
): string {
  const byMax = new Map<number, ModelCard[]>()
  for (const card of cards) {
    const max = maxInputsOf(card, settings.advanced[card.id])
    byMax.set(max, [...(byMax.get(max) ?? []), card])
  }
  return [...byMax]
    .map(([max, group]) => {
      const names = listed(group)
      return `${names} ${names.includes(' and ') ? 'take' : 'takes'} ${max} of ${inputCount}`
    })
    .join('; ')
}
