import type { ModelCardInput } from '@/lib/models/card'
import { COMPOSITE } from '@/lib/models/cards/composed'
import { composedCard } from '@/lib/models/cards/composed-card'

/**
 * The exact composite as a card: it is queued, recovered and recorded like every edit, but it is started from a result,
 * never chosen in the composer, so it is not in the catalogue's list.
 */
export const compositeCard: ModelCardInput = {
  ...composedCard,
  ...COMPOSITE,
  remoteId: 'composite',
  summary: 'Takes what was chosen from a result and keeps every other pixel of the original.',
  inputs: { min: 2, max: 3, formats: ['png', 'jpeg', 'webp'], maxBytes: 50_000_000 },
}
