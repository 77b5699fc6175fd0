import type { ModelCardInput } from '@/lib/models/card'

/** What the further editing models on AIML API have in common. */

type Sibling = Omit<ModelCardInput, 'id' | 'provider' | 'inputs' | 'lifecycle' | 'source' | 'wire'> & {
  inputs: Partial<ModelCardInput['inputs']> & { max: number }
  wire: Omit<NonNullable<ModelCardInput['wire']>, 'path'> & { path?: string }
}

/** Fills in what AIML's documents leave open: JPEG and PNG up to 10 MB, which every one of these models takes. */
export const sibling = (model: Sibling): ModelCardInput => ({
  ...model,
  id: `aiml/${model.remoteId.replaceAll('/', '-')}`,
  provider: 'aiml',
  inputs: {
    min: 1,
    formats: ['jpeg', 'png'],
    maxBytes: 10_000_000,
    maxTotalBytes: 20_000_000,
    maxSidePx: 4096,
    minSidePx: 15,
    ...model.inputs,
  },
  wire: { path: '/v1/images/generations', ...model.wire },
  lifecycle: { status: 'live' },
  source: { name: `AIML API documentation, ${model.remoteId}`, readOn: '2026-11-21' },
})

export const LIKE_PHOTO = { value: 'input', label: 'Like the photo' }
export const named = (...values: string[]) => values.map((value) => ({ value, label: value }))
export const PRESETS = [
  { value: 'square_hd', label: 'Square HD' },
  { value: 'square', label: 'Square' },
  { value: 'portrait_4_3', label: 'Portrait 3:4' },
  { value: 'portrait_16_9', label: 'Portrait 9:16' },
  { value: 'landscape_4_3', label: 'Landscape 4:3' },
  { value: 'landscape_16_9', label: 'Landscape 16:9' },
]
export const SEED = { kind: 'seed' as const, min: 1, max: 2_147_483_647 }
export const results = (max: number) => ({
  kind: 'count' as const,
  min: 1,
  max,
  default: 1,
  oneRequest: true,
})
export const FILE_FORMAT = {
  kind: 'choice' as const,
  options: [
    { value: 'png', label: 'PNG' },
    { value: 'jpeg', label: 'JPEG' },
  ],
  default: 'png',
}
