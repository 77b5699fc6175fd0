import type { ModelCardInput } from '@/lib/models/card'
import {
  FILE_FORMAT,
  LIKE_PHOTO,
  named,
  PRESETS,
  results,
  SEED,
  sibling,
} from '@/lib/models/cards/aiml-sibling'
import { REPEATED_RESULTS } from '@/lib/models/cards/repeated-results'

const INLINE_AS_URL = {
  key: 'convert_base64_to_url',
  label: 'Answer as an address (convert_base64_to_url)',
  control: { kind: 'switch' as const, default: true },
}
const negativePrompt = (maxLength: number) => ({
  key: 'negative_prompt',
  label: 'Negative prompt',
  help: 'What should not be in the picture.',
  control: { kind: 'text' as const, maxLength, default: '' },
})

/** Further editing models on AIML API, by single vendors. */
export const aimlSiblingCards: ModelCardInput[] = [
  sibling({
    remoteId: 'alibaba/qwen-image-edit',
    name: 'Qwen Image Edit (AIML)',
    shortName: 'Qwen Edit',
    summary: 'Edits one photo by instruction; strong with lettering in the picture.',
    inputs: { max: 1 },
    promptMaxLength: 800,
    settings: { watermark: { kind: 'switch', default: false }, results: REPEATED_RESULTS },
    advanced: [negativePrompt(500)],
    wire: { fields: { image: 'image', watermark: 'watermark' } },
  }),
  sibling({
    remoteId: 'alibaba/qwen-image-3-edit',
    name: 'Qwen Image 3 Edit (AIML)',
    shortName: 'Qwen 3 Edit',
    summary: 'Edits and combines up to 3 photos by instruction; up to 4 results in one request.',
    inputs: { max: 3 },
    promptMaxLength: 800,
    settings: {
      seed: { kind: 'seed', min: 0, max: 2_147_483_647 },
      size: {
        kind: 'size',
        options: [LIKE_PHOTO, ...PRESETS],
        default: 'input',
        exact: { minSidePx: 384, maxSidePx: 2048 },
      },
      results: results(4),
      format: FILE_FORMAT,
    },
    wire: {
      fields: {
        image: 'image_urls',
        seed: 'seed',
        size: 'image_size',
        results: 'num_images',
        format: 'output_format',
      },
      imageList: true,
      exactSize: 'object',
    },
  }),
  sibling({
    remoteId: 'google/nano-banana-edit',
    name: 'Nano Banana Edit (AIML)',
    shortName: 'Nano Banana',
    summary: 'Edits and combines up to 3 photos by instruction (Gemini 2.5 Flash Image).',
    inputs: { max: 3 },
    promptMaxLength: 32_000,
    settings: {
      seed: { kind: 'seed', min: 0, max: 4_294_967_295 },
      watermark: { kind: 'switch', default: false },
      size: {
        kind: 'size',
        options: [LIKE_PHOTO, ...named('1:1', '9:16', '16:9', '3:4', '4:3')],
        default: 'input',
      },
      results: results(4),
    },
    advanced: [INLINE_AS_URL],
    wire: {
      fields: {
        image: 'image_urls',
        seed: 'seed',
        watermark: 'add_watermark',
        size: 'aspect_ratio',
        results: 'num_images',
      },
      imageList: true,
    },
  }),
  sibling({
    remoteId: 'google/gemini-3-pro-image-edit',
    name: 'Gemini 3 Pro Image Edit (AIML)',
    shortName: 'Gemini 3 Pro',
    summary: 'Edits and combines up to 5 photos by instruction, up to 4K.',
    inputs: { max: 5 },
    promptMaxLength: 32_000,
    settings: {
      size: {
        kind: 'size',
        options: [LIKE_PHOTO, ...named('1:1', '9:16', '16:9', '3:4', '4:3')],
        default: 'input',
      },
      results: results(4),
    },
    advanced: [
      {
        key: 'resolution',
        label: 'Resolution',
        control: { kind: 'choice', options: named('1K', '2K', '4K'), default: '1K' },
      },
    ],
    wire: { fields: { image: 'image_urls', size: 'aspect_ratio', results: 'num_images' }, imageList: true },
    priceUsd: 0.1575,
  }),
  sibling({
    remoteId: 'bytedance/uso',
    name: 'USO (AIML)',
    shortName: 'USO',
    summary: 'Puts the first photo into the style of up to two others.',
    inputs: { max: 3 },
    promptMaxLength: 4000,
    settings: {
      guidance: { kind: 'range', min: 1, max: 20, step: 0.1, default: 4 },
      seed: SEED,
      size: { kind: 'size', options: PRESETS, default: 'square_hd' },
      results: results(4),
      format: FILE_FORMAT,
    },
    advanced: [
      {
        key: 'keep_size',
        label: 'Keep the size of the first photo',
        help: 'Goes before Size.',
        control: { kind: 'switch', default: true },
      },
      {
        key: 'num_inference_steps',
        label: 'Steps',
        control: { kind: 'range', min: 1, max: 50, step: 1, default: 28 },
      },
      negativePrompt(500),
    ],
    wire: {
      fields: {
        image: 'image_urls',
        guidance: 'guidance_scale',
        seed: 'seed',
        size: 'image_size',
        results: 'num_images',
        format: 'output_format',
      },
      imageList: true,
    },
  }),
  sibling({
    remoteId: 'reve/edit-image',
    name: 'Reve Edit (AIML)',
    shortName: 'Reve',
    summary: 'Edits one photo by instruction.',
    inputs: { max: 1 },
    promptMaxLength: 2560,
    settings: { results: REPEATED_RESULTS },
    advanced: [INLINE_AS_URL],
    wire: { fields: { image: 'image_url' } },
  }),
]
