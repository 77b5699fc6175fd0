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

const kontext = (tier: 'pro' | 'max'): ModelCardInput => {
  const title = tier === 'pro' ? 'Pro' : 'Max'
  return sibling({
    remoteId: `flux/kontext-${tier}/image-to-image`,
    name: `FLUX.1 Kontext ${title} (AIML)`,
    shortName: `Kontext ${title}`,
    summary: 'Edits by instruction and keeps people and things recognisable; up to 4 photos.',
    inputs: { max: 4 },
    promptMaxLength: 4000,
    settings: {
      guidance: { kind: 'range', min: 1, max: 20, step: 0.1, default: 3.5 },
      seed: SEED,
      // The vendor's own default is 16:9, whatever the photo is.
      size: {
        kind: 'size',
        options: [LIKE_PHOTO, ...named('21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21')],
        default: 'input',
      },
      results: results(4),
      format: FILE_FORMAT,
    },
    wire: {
      fields: {
        image: 'image_url',
        guidance: 'guidance_scale',
        seed: 'seed',
        size: 'aspect_ratio',
        results: 'num_images',
        format: 'output_format',
      },
    },
  })
}

/** The models of Black Forest Labs on AIML API. */
export const aimlFluxCards: ModelCardInput[] = [
  kontext('pro'),
  kontext('max'),
  sibling({
    remoteId: 'blackforestlabs/flux-2-edit',
    name: 'FLUX.2 Edit (AIML)',
    shortName: 'FLUX.2',
    summary: 'Edits and combines up to 3 photos by instruction; up to 4 results in one request.',
    inputs: { max: 3 },
    promptMaxLength: 4000,
    settings: {
      guidance: { kind: 'range', min: 0, max: 20, step: 0.1, default: 2.5 },
      seed: SEED,
      size: {
        kind: 'size',
        options: [LIKE_PHOTO, ...PRESETS],
        default: 'input',
        exact: { minSidePx: 512, maxSidePx: 2048 },
      },
      results: results(4),
      format: FILE_FORMAT,
    },
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
      exactSize: 'object',
    },
    priceUsd: 0.0378,
  }),
]
