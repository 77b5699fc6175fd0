import type { ModelCardInput } from '@/lib/models/card'

/** What the cards have in common of which results are put together here. */
export const composedCard = {
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
} satisfies Partial<ModelCardInput>
