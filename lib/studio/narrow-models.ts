import type { RunSettings } from '@/lib/edits/settings'
import type { ModelCard } from '@/lib/models/card'
import { maxInputsOf } from '@/lib/models/input-limits'

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

/** "SeedEdit 3.0 takes 1 of 3". */
export function describeNarrow(
  cards: readonly ModelCard[],
  settings: RunSettings,
  inputCount: number,
): string {
  return cards
    .map(
      (card) => `${card.shortName} takes ${maxInputsOf(card, settings.advanced[card.id])} of ${inputCount}`,
    )
    .join('; ')
}
