import type { Availabilities } from '@/lib/models/availability'
import type { ModelCard } from '@/lib/models/card'

/** The model to use instead of one that is withdrawn; undefined while it can run or when none is named. */
export function findReplacement(
  cards: readonly ModelCard[],
  availability: Availabilities,
  modelId: string,
): ModelCard | undefined {
  const told = availability[modelId]
  if (told?.state !== 'withdrawn') return undefined
  return cards.find((card) => card.id === told.replacedBy)
}
