import type { ModelCardInput } from '@/lib/models/card'
import { REPEATED_RESULTS } from '@/lib/models/cards/repeated-results'
import { RESPONSE_FORMAT } from '@/lib/models/cards/response-format'

/** AIML's documents state no prompt limit here, so only the product's own one holds. */
const NO_PROMPT_LIMIT = 32_000
const SEED = { kind: 'seed', min: 1, max: 2_147_483_647 } as const
/** AIML publishes no limit for a request; its own clients stay under this. */
const MAX_TOTAL_BYTES = 20_000_000

/** The models of AIML API that this product began with. Contracts: docs.aimlapi.com. */
export const aimlCards: ModelCardInput[] = [
  {
    id: 'aiml/bytedance-seededit-3.0-i2i',
    provider: 'aiml',
    remoteId: 'bytedance/seededit-3.0-i2i',
    name: 'SeedEdit 3.0 (AIML)',
    shortName: 'SeedEdit 3.0',
    summary: 'Edits one photo by instruction and keeps the rest. Answers with a JPEG of about one megapixel.',
    inputs: {
      min: 1,
      max: 1,
      listMax: 16,
      // Formats, sides and shape are those of the model's maker, BytePlus; AIML states none that hold.
      formats: ['jpeg', 'png'],
      maxBytes: 10_000_000,
      maxTotalBytes: MAX_TOTAL_BYTES,
      maxPixels: 36_000_000,
      maxSidePx: 6000,
      minSidePx: 15,
      minRatio: 1 / 3,
      maxRatio: 3,
    },
    promptMaxLength: NO_PROMPT_LIMIT,
    settings: {
      guidance: { kind: 'range', min: 1, max: 10, step: 0.1, default: 5.5 },
      seed: SEED,
      watermark: { kind: 'switch', default: false },
      results: REPEATED_RESULTS,
    },
    advanced: [
      RESPONSE_FORMAT,
      {
        key: 'size',
        label: 'Size (exact sizes are a withdrawn form)',
        help: 'The documents of August 2025 took exact sizes of 262,144 to 4,194,304 px; later ones take only adaptive.',
        control: {
          kind: 'size',
          options: [{ value: 'adaptive', label: 'Adaptive: like the photo' }],
          default: 'adaptive',
          exact: { minSidePx: 128, maxSidePx: 8192, minAreaPx: 262_144, maxAreaPx: 4_194_304 },
        },
      },
      {
        key: 'image_list',
        label: 'Several images in one request (withdrawn form)',
        help: 'The documents of August 2025 took up to 16 images at once; later ones take one.',
        control: { kind: 'switch', default: false },
        role: 'image_list',
      },
    ],
    wire: {
      path: '/v1/images/generations',
      fields: { image: 'image', guidance: 'guidance_scale', seed: 'seed', watermark: 'watermark' },
    },
    lifecycle: {
      status: 'legacy',
      note: 'AIML lists this model as no longer supported since 2026-01-21.',
      replacedBy: 'aiml/bytedance-seedream-v4-edit',
    },
    source: {
      name: 'AIML API documentation, bytedance/seededit-3.0-i2i; BytePlus ModelArk for limits',
      readOn: '2026-11-21',
    },
  },
  {
    id: 'aiml/bytedance-seedream-3.0',
    provider: 'aiml',
    remoteId: 'bytedance/seedream-3.0',
    name: 'Seedream 3.0 (AIML)',
    shortName: 'Seedream 3.0',
    summary: 'Makes a picture from words alone; photos are not used.',
    inputs: { min: 0, max: 0, formats: [], maxBytes: 0 },
    promptMaxLength: NO_PROMPT_LIMIT,
    settings: {
      guidance: { kind: 'range', min: 1, max: 10, step: 0.1, default: 2.5 },
      seed: SEED,
      watermark: { kind: 'switch', default: false },
      size: {
        kind: 'size',
        options: [
          { value: '1024x1024', label: '1024 × 1024' },
          { value: '864x1152', label: '864 × 1152' },
          { value: '1152x864', label: '1152 × 864' },
          { value: '1280x720', label: '1280 × 720' },
          { value: '720x1280', label: '720 × 1280' },
          { value: '832x1248', label: '832 × 1248' },
          { value: '1248x832', label: '1248 × 832' },
          { value: '1512x648', label: '1512 × 648' },
          { value: '2048x2048', label: '2048 × 2048' },
        ],
        default: '1024x1024',
        // The bound "between [512x512, 2048x2048]" is one of area: the documents' own example is 1888x301.
        exact: {
          minSidePx: 128,
          maxSidePx: 8192,
          minAreaPx: 262_144,
          maxAreaPx: 4_194_304,
          minRatio: 1 / 16,
          maxRatio: 16,
        },
      },
      results: REPEATED_RESULTS,
    },
    advanced: [RESPONSE_FORMAT],
    wire: {
      path: '/v1/images/generations',
      fields: { guidance: 'guidance_scale', seed: 'seed', watermark: 'watermark', size: 'size' },
    },
    lifecycle: {
      status: 'legacy',
      note: 'AIML lists this model as no longer supported since 2026-06-22.',
      replacedBy: 'aiml/bytedance-seedream-4-5',
    },
    source: { name: 'AIML API documentation, bytedance/seedream-3.0', readOn: '2026-11-21' },
  },
  {
    id: 'aiml/bytedance-seedream-v4-edit',
    provider: 'aiml',
    remoteId: 'bytedance/seedream-v4-edit',
    name: 'Seedream v4 Edit (AIML)',
    shortName: 'Seedream v4',
    summary: 'Edits and combines up to 10 photos by instruction; up to 4 results in one request.',
    inputs: {
      min: 1,
      max: 10,
      formats: ['jpeg', 'png', 'webp'],
      maxBytes: 10_000_000,
      maxTotalBytes: MAX_TOTAL_BYTES,
      maxPixels: 36_000_000,
      maxSidePx: 6000,
      minSidePx: 15,
      minRatio: 1 / 16,
      maxRatio: 16,
    },
    promptMaxLength: 4000,
    settings: {
      seed: SEED,
      size: {
        kind: 'size',
        options: [
          { value: 'input', label: 'Like the photo' },
          { value: 'square_hd', label: 'Square HD' },
          { value: 'square', label: 'Square' },
          { value: 'portrait_4_3', label: 'Portrait 3:4' },
          { value: 'portrait_16_9', label: 'Portrait 9:16' },
          { value: 'landscape_4_3', label: 'Landscape 4:3' },
          { value: 'landscape_16_9', label: 'Landscape 16:9' },
        ],
        default: 'input',
        exact: { minSidePx: 1024, maxSidePx: 4096 },
      },
      results: { kind: 'count', min: 1, max: 4, default: 1, oneRequest: true },
    },
    advanced: [
      {
        key: 'sync_mode',
        label: 'Answer inline (sync_mode)',
        help: 'The picture comes in the answer itself instead of from an address. Slower, nothing else to fetch.',
        control: { kind: 'switch', default: false },
      },
      {
        key: 'enable_safety_checker',
        label: 'Safety checker (always on)',
        control: { kind: 'switch', default: true, locked: true },
      },
    ],
    wire: {
      path: '/v1/images/generations',
      fields: { image: 'image_urls', seed: 'seed', size: 'image_size', results: 'num_images' },
      imageList: true,
      exactSize: 'object',
    },
    priceUsd: 0.0315,
    lifecycle: { status: 'live' },
    source: { name: 'AIML API documentation, bytedance/seedream-v4-edit', readOn: '2026-11-21' },
  },
]
