import type { ModelCardInput } from '@/lib/models/card'
import { PARTS } from '@/lib/models/cards/composed'

/** Best parts as a card: as with the exact composite, it is started from results and never chosen in the composer. */
export const partsCard: ModelCardInput = {
  ...PARTS,
  remoteId: 'parts',
  summary: 'Takes the chosen areas from several results and keeps every other pixel of the original.',
  inputs: { min: 3, max: 8, formats: ['png', 'jpeg', 'webp'], maxBytes: 50_000_000 },
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
