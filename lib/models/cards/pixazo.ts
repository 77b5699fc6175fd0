import type { ModelCardInput } from '@/lib/models/card'
import { REPEATED_RESULTS } from '@/lib/models/cards/repeated-results'
import { RESPONSE_FORMAT } from '@/lib/models/cards/response-format'

/** The models of the Pixazo gateway. Contract: Pixazo's page "Seededit 3.0 API Documentation". */
export const pixazoCards: ModelCardInput[] = [
  {
    id: 'pixazo/seededit-3.0',
    provider: 'pixazo',
    remoteId: 'seededit-3-0-i2i-250628',
    name: 'SeedEdit 3.0 (Pixazo)',
    shortName: 'SeedEdit 3.0 Pixazo',
    summary: 'Edits one photo by instruction and keeps the rest. Answers with a JPEG of about one megapixel.',
    inputs: {
      min: 1,
      max: 1,
      formats: ['jpeg', 'png'],
      // BytePlus takes 10 MB; a gateway before it is known to cap the whole request at 10 MiB of base64.
      maxBytes: 7_500_000,
      maxPixels: 36_000_000,
      maxSidePx: 6000,
      minSidePx: 15,
      minRatio: 1 / 3,
      maxRatio: 3,
    },
    promptMaxLength: 32_000,
    settings: {
      guidance: { kind: 'range', min: 1, max: 10, step: 0.1, default: 5.5 },
      // The gateway's own -1 means "draw one": that is our switch "Random seed".
      seed: { kind: 'seed', min: 0, max: 2_147_483_647 },
      watermark: { kind: 'switch', default: false },
      results: REPEATED_RESULTS,
    },
    advanced: [
      RESPONSE_FORMAT,
      {
        key: 'size',
        label: 'Size',
        help: 'The model chooses the nearest of its own sizes, by the shape of the photo.',
        control: { kind: 'choice', options: [{ value: 'adaptive', label: 'Adaptive' }], default: 'adaptive' },
      },
      {
        key: 'model',
        label: 'Model or endpoint ID',
        help: 'The gateway moves this address on to newer models; the ID keeps it at SeedEdit 3.0.',
        control: { kind: 'text', maxLength: 200, default: 'seededit-3-0-i2i-250628' },
      },
    ],
    wire: {
      path: '/byteplus/v1/getEditImage',
      fields: { image: 'image', guidance: 'guidance_scale', seed: 'seed', watermark: 'watermark' },
    },
    lifecycle: {
      status: 'live',
      note: 'Pixazo now also shows this address as Seedream 4.5; the model ID is sent to keep SeedEdit.',
    },
    source: {
      name: 'Pixazo documentation, Seededit 3.0 API; BytePlus ModelArk for limits',
      readOn: '2026-11-21',
    },
  },
]
