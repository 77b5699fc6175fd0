import type { ModelCardInput } from '@/lib/models/card'
import { PARTS } from '@/lib/models/cards/composed'
import { composedCard } from '@/lib/models/cards/composed-card'

/** Best parts as a card: as with the exact composite, it is started from results and never chosen in the composer. */
export const partsCard: ModelCardInput = {
  ...composedCard,
  ...PARTS,
  remoteId: 'parts',
  summary: 'Takes the chosen areas from several results and keeps every other pixel of the original.',
  inputs: { min: 3, max: 8, formats: ['png', 'jpeg', 'webp'], maxBytes: 50_000_000 },
}
