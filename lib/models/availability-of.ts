import type { Availabilities, Availability } from '@/lib/models/availability'
import { KEY_VARIABLES, type ModelCard } from '@/lib/models/card'

/** What this instance was told about a model: by a 404 to a run, or by the vendor's deprecation feed. */
export type ModelNotice = { modelId: string; reason: string; replacedBy: string | null }

/**
 * Which models can run here. Only a missing key and what this instance was told count: a date in a card never
 * disables a model.
 */
export function availabilityOf(
  cards: readonly ModelCard[],
  known: { keys: { aiml: boolean; pixazo: boolean }; notices: readonly ModelNotice[] },
): Availabilities {
  return Object.fromEntries(cards.map((card) => [card.id, judge(card, known)]))
}

function judge(
  card: ModelCard,
  { keys, notices }: { keys: { aiml: boolean; pixazo: boolean }; notices: readonly ModelNotice[] },
): Availability {
  if (card.provider === 'local') return { state: 'ready' }
  if (!keys[card.provider]) return { state: 'no_key', variable: KEY_VARIABLES[card.provider] }
  const notice = notices.find(({ modelId }) => modelId === card.id)
  if (!notice) return { state: 'ready' }
  const replacedBy = notice.replacedBy ?? card.lifecycle.replacedBy
  return { state: 'withdrawn', reason: notice.reason, ...(replacedBy && { replacedBy }) }
}
