import type { ModelCardInput } from '@/lib/models/card'
import { REPEATED_RESULTS } from '@/lib/models/cards/repeated-results'
import { RESPONSE_FORMAT } from '@/lib/models/cards/response-format'

type Seedream = Pick<ModelCardInput, 'name' | 'shortName' | 'summary'> & {
  remoteId: string
  named: string[]
  sides: [min: number, max: number]
  areas: [min: number, max: number]
  priceUsd?: number
}

/** Seedream 4.5 and later on AIML: one contract, edits with photos, generates without. */
const seedream = (model: Seedream): ModelCardInput => ({
  id: `aiml/${model.remoteId.replace('/', '-')}`,
  provider: 'aiml',
  remoteId: model.remoteId,
  name: model.name,
  shortName: model.shortName,
  summary: model.summary,
  inputs: {
    min: 0,
    max: 14,
    formats: ['jpeg', 'png', 'webp'],
    maxBytes: 10_000_000,
    maxTotalBytes: 20_000_000,
    maxPixels: 36_000_000,
    maxSidePx: 6000,
    minSidePx: 15,
    minRatio: 1 / 16,
    maxRatio: 16,
  },
  promptMaxLength: 32_000,
  settings: {
    seed: { kind: 'seed', min: 1, max: 2_147_483_647 },
    watermark: { kind: 'switch', default: false },
    results: REPEATED_RESULTS,
    size: {
      kind: 'size',
      options: [
        { value: 'input', label: 'Like the photo' },
        ...model.named.map((name) => ({ value: name, label: name })),
      ],
      default: 'input',
      exact: {
        minSidePx: model.sides[0],
        maxSidePx: model.sides[1],
        minAreaPx: model.areas[0],
        maxAreaPx: model.areas[1],
      },
    },
  },
  advanced: [RESPONSE_FORMAT],
  wire: {
    path: '/v1/images/generations',
    fields: { image: 'image_urls', seed: 'seed', watermark: 'watermark', size: 'image_size' },
    imageList: true,
    exactSize: 'object',
  },
  priceUsd: model.priceUsd,
  lifecycle: { status: 'live' },
  source: {
    name: `AIML API documentation, ${model.remoteId}; BytePlus ModelArk for areas`,
    readOn: '2026-11-21',
  },
})

export const aimlSeedreamCards: ModelCardInput[] = [
  seedream({
    remoteId: 'bytedance/seedream-4-5',
    name: 'Seedream 4.5 (AIML)',
    shortName: 'Seedream 4.5',
    summary: 'Edits and combines up to 14 photos, or makes a picture from words. Large results, up to 4K.',
    named: ['2K', '4K'],
    sides: [1440, 4096],
    areas: [3_686_400, 16_777_216],
    priceUsd: 0.042,
  }),
  seedream({
    remoteId: 'bytedance/seedream-5-0-lite-preview',
    name: 'Seedream 5.0 Lite (AIML)',
    shortName: 'Seedream 5.0 Lite',
    summary:
      'Edits and combines up to 14 photos, or makes a picture from words. A preview of the next model.',
    named: ['2K', '4K'],
    sides: [1440, 4096],
    areas: [3_686_400, 16_777_216],
    priceUsd: 0.0455,
  }),
  seedream({
    remoteId: 'bytedance/seedream-5-0-pro',
    name: 'Seedream 5.0 Pro (AIML)',
    shortName: 'Seedream 5.0 Pro',
    summary:
      'Edits and combines up to 14 photos, or makes a picture from words. The strongest of its family.',
    named: ['1.5K', '2K'],
    sides: [1024, 2752],
    areas: [1_048_576, 4_194_304],
  }),
]
