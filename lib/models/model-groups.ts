import type { Availabilities } from '@/lib/models/availability'
import { reasonOf } from '@/lib/models/availability-reason'
import type { ModelCard } from '@/lib/models/card'

/** Models that one sentence holds for; null for those that can run. */
export type ModelGroup = { heading: string | null; cards: ModelCard[] }

const ENDED = 'No longer supported'

/**
 * The models as they are offered: what can run, what needs a key, and last what its vendor has withdrawn or says is no
 * longer supported, even where it can still be tried. Within a group they keep their order.
 */
export function groupModels(cards: readonly ModelCard[], availability: Availabilities): ModelGroup[] {
  const groups = new Map<string | null, ModelCard[]>([[null, []]])
  const headingOf = (card: ModelCard) =>
    isEnded(card, availability) ? ENDED : reasonOf(availability[card.id])
  for (const card of cards) {
    const heading = headingOf(card) ?? null
    groups.set(heading, [...(groups.get(heading) ?? []), card])
  }
  const ended = groups.get(ENDED)
  groups.delete(ENDED)
  if (ended) groups.set(ENDED, ended)
  return [...groups]
    .map(([heading, group]) => ({ heading, cards: group }))
    .filter((group) => group.cards.length > 0)
}

/** The same order without the groups. */
export const orderModels = (cards: readonly ModelCard[], availability: Availabilities): ModelCard[] =>
  groupModels(cards, availability).flatMap((group) => group.cards)

/** Whether a model is one of those that come last. */
export const isEnded = (card: ModelCard, availability: Availabilities): boolean =>
  card.lifecycle.status === 'legacy' || availability[card.id]?.state === 'withdrawn'
