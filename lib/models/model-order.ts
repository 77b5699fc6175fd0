import type { Availabilities } from '@/lib/models/availability'
import type { ModelCard } from '@/lib/models/card'

/** The order of `groupModels`, without the groups: what can run, what needs a key, what is no longer supported. */
export function orderModels(cards: readonly ModelCard[], availability: Availabilities): ModelCard[] {
  const rankOf = (card: ModelCard) =>
    isEnded(card, availability) ? 2 : availability[card.id]?.state === 'ready' ? 0 : 1
  return cards.toSorted((a, b) => rankOf(a) - rankOf(b))
}

/** Whether a model is one of those that come last. */
export const isEnded = (card: ModelCard, availability: Availabilities): boolean =>
  card.lifecycle.status === 'legacy' || availability[card.id]?.state === 'withdrawn'
