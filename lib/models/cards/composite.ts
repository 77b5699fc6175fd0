import type { ModelCardInput } from '@/lib/models/card'
import { COMPOSITE } from '@/lib/models/cards/composed'

/**
 * The exact composite as a card: it is queued, recovered and recorded like every edit, but it is started from a result,
 * never chosen in the composer, so it is not in the catalogue's list.
 */
export const compositeCard: ModelCardInput = {
  ...COMPOSITE,
  remoteId: 'composite',
  summary: 'Takes what was chosen from a result and keeps every other pixel of the original.',
  inputs: { min: 2, max: 3, formats: ['png', 'jpeg', 'webp'], maxBytes: 50_000_000 },
  promptMaxLength: 200,
  settings: {},
  advanced: [
    {
      key: 'featherPx',
      label: 'Feather',
      control: { kind: 'range', min: 0, max: 500, step: 1, default: 0 },
    },
    { key: 'matchColour', label: 'Match colour', control: { kind: 'switch', default: false } },
  ],
  priceUsd: 0,
  lifecycle: { status: 'live' },
  source: { name: 'lib/fidelity', readOn: '2026-11-21' },
}
