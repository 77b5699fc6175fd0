import type { ModelCardInput } from '@/lib/models/card'
import { results, sibling } from '@/lib/models/cards/aiml-sibling'
import { RESPONSE_FORMAT } from '@/lib/models/cards/response-format'

const gptImage = (version: 1 | 2, priceUsd: number | undefined): ModelCardInput =>
  sibling({
    remoteId: `openai/gpt-image-${version}`,
    name: `GPT Image ${version} (AIML)`,
    shortName: `GPT Image ${version}`,
    summary: 'Edits and combines up to 16 photos by instruction; a mask can limit where.',
    inputs: { max: 16, formats: ['jpeg', 'png', 'webp'] },
    promptMaxLength: 32_000,
    settings: {
      size: {
        kind: 'size',
        options: [
          { value: 'auto', label: 'The model decides' },
          { value: '1024x1024', label: '1024 × 1024' },
          { value: '1024x1536', label: '1024 × 1536' },
          { value: '1536x1024', label: '1536 × 1024' },
        ],
        default: 'auto',
      },
      results: results(10),
    },
    advanced: [
      RESPONSE_FORMAT,
      {
        key: 'mask',
        label: 'The last image is the mask',
        help: 'A PNG of less than 4 MB and exactly the size of the first image; only where it is transparent may anything change.',
        control: { kind: 'switch', default: false },
        role: 'mask',
      },
    ],
    wire: {
      path: '/v1/images/edits',
      encoding: 'multipart',
      imageList: true,
      fields: { image: 'image[]', size: 'size', results: 'n' },
    },
    priceUsd,
  })

/** The models of OpenAI on AIML API: the only ones that take files instead of JSON. */
export const aimlGptImageCards: ModelCardInput[] = [gptImage(1, undefined), gptImage(2, 0.0537)]
