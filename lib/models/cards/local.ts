import type { ModelCardInput } from '@/lib/models/card'

/** The engine that runs on this machine: no key, no network, no bill. Limits: `lib/engine`. */
export const localCards: ModelCardInput[] = [
  {
    id: 'local/engine',
    provider: 'local',
    remoteId: 'engine',
    name: 'Local engine',
    shortName: 'Local',
    summary: 'Follows a closed set of instructions exactly, on this machine. Needs no key and no network.',
    inputs: {
      min: 1,
      max: 1,
      formats: ['png', 'jpeg', 'webp'],
      maxBytes: 50_000_000,
      maxPixels: 50_000_000,
    },
    promptMaxLength: 2000,
    settings: {
      guidance: { kind: 'range', min: 1, max: 10, step: 0.1, default: 5.5 },
      seed: { kind: 'seed', min: 1, max: 2_147_483_647 },
      watermark: { kind: 'switch', default: false },
      size: {
        kind: 'size',
        options: [
          { value: 'auto', label: 'As the instruction leaves it' },
          { value: '1024x1024', label: '1024 × 1024' },
          { value: '1536x1024', label: '1536 × 1024' },
          { value: '1024x1536', label: '1024 × 1536' },
          { value: '1920x1080', label: '1920 × 1080' },
          { value: '2048x2048', label: '2048 × 2048' },
        ],
        default: 'auto',
        exact: { minSidePx: 16, maxSidePx: 8192, maxAreaPx: 50_000_000 },
      },
      results: { kind: 'count', min: 1, max: 4, default: 1, oneRequest: false },
    },
    priceUsd: 0,
    lifecycle: { status: 'live' },
    source: { name: 'lib/engine', readOn: '2026-11-21' },
  },
]
