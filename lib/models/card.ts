import * as z from 'zod'
import { imageFormatSchema } from '@/lib/images/record'

/**
 * A model card: everything the product knows about one model, as data. The composer draws its controls from it, the
 * checks before a run, the preparation of inputs and the provider's request builder read it.
 */

const rangeControlSchema = z.object({
  kind: z.literal('range'),
  min: z.number(),
  max: z.number(),
  step: z.number().positive(),
  default: z.number(),
})
const seedControlSchema = z.object({ kind: z.literal('seed'), min: z.int(), max: z.int() })
const switchControlSchema = z.object({
  kind: z.literal('switch'),
  default: z.boolean(),
  /** Shown, but not to be changed: the default is always sent. */
  locked: z.boolean().optional(),
})
const textControlSchema = z.object({ kind: z.literal('text'), maxLength: z.int(), default: z.string() })
const countControlSchema = z.object({
  kind: z.literal('count'),
  min: z.int().min(1),
  max: z.int(),
  default: z.int(),
  /** True when one request of the vendor can make several results; otherwise each result is a request of its own. */
  oneRequest: z.boolean(),
})
const choiceControlSchema = z.object({
  kind: z.literal('choice'),
  options: z.array(z.object({ value: z.string(), label: z.string() })).min(1),
  default: z.string(),
})
const sizeControlSchema = z.object({
  kind: z.literal('size'),
  /** Named sizes, in the vendor's words; `auto` leaves the size to the model. */
  options: z.array(z.object({ value: z.string(), label: z.string() })).min(1),
  default: z.string(),
  /** Present when exact sizes `WIDTHxHEIGHT` are taken too. Sides in px, area in px², ratio = width / height. */
  exact: z
    .object({
      minSidePx: z.int(),
      maxSidePx: z.int(),
      minAreaPx: z.int().optional(),
      maxAreaPx: z.int().optional(),
      minRatio: z.number().optional(),
      maxRatio: z.number().optional(),
      multipleOfPx: z.int().optional(),
    })
    .optional(),
})

export const controlSchema = z.discriminatedUnion('kind', [
  rangeControlSchema,
  seedControlSchema,
  switchControlSchema,
  countControlSchema,
  choiceControlSchema,
  sizeControlSchema,
  textControlSchema,
])

/** A control that only this model has, drawn under "Advanced". */
const advancedControlSchema = z.object({
  /** The vendor's own field name, unless the control has a role. */
  key: z.string(),
  label: z.string(),
  help: z.string().optional(),
  control: controlSchema,
  /**
   * Instead of being a field of the request, a switch may change how inputs are sent: `image_list` sends them all in
   * one list (up to `inputs.listMax`), `mask` sends the last one as the mask.
   */
  role: z.enum(['image_list', 'mask']).optional(),
})

/** How a request is written in the vendor's words: all that the builder may send. */
const wireSchema = z.object({
  /** Below the provider's base URL. */
  path: z.string().startsWith('/'),
  encoding: z.enum(['json', 'multipart']).default('json'),
  /** The vendor's field for each common control and for the pictures; what is missing here is never sent. */
  fields: z.object({
    image: z.string().optional(),
    guidance: z.string().optional(),
    seed: z.string().optional(),
    watermark: z.string().optional(),
    size: z.string().optional(),
    results: z.string().optional(),
    format: z.string().optional(),
  }),
  /** True when pictures go as a list even when there is only one. */
  imageList: z.boolean().default(false),
  /** Exact sizes as `"1024x768"` or as `{width, height}`. */
  exactSize: z.enum(['text', 'object']).default('text'),
})

export const modelCardSchema = z.object({
  /** `provider/vendor-model`: the word for this model in records and recipes. */
  id: z.string(),
  provider: z.enum(['local', 'aiml', 'pixazo']),
  /** The vendor's own id, as it stands in requests. */
  remoteId: z.string(),
  /** The accessible name, e.g. "SeedEdit 3.0 (AIML)". */
  name: z.string(),
  /** Where space is short, e.g. "SeedEdit 3.0". */
  shortName: z.string(),
  summary: z.string(),
  inputs: z.object({
    /** 0 and 0: the model takes no image (text to image). */
    min: z.int().min(0),
    max: z.int().min(0).max(16),
    /** Taken instead of `max` while the control with the role `image_list` is on. */
    listMax: z.int().max(16).optional(),
    formats: z.array(imageFormatSchema),
    maxBytes: z.int(),
    /** All pictures of one request together. */
    maxTotalBytes: z.int().optional(),
    maxPixels: z.int().optional(),
    /** Longer pictures are scaled down to this before they are sent. */
    maxSidePx: z.int().optional(),
    minSidePx: z.int().optional(),
    /** Bounds of width / height. */
    minRatio: z.number().optional(),
    maxRatio: z.number().optional(),
  }),
  promptMaxLength: z.int(),
  /** The common controls; a missing one means that the model has none. */
  settings: z.object({
    guidance: rangeControlSchema.optional(),
    seed: seedControlSchema.optional(),
    watermark: switchControlSchema.optional(),
    size: sizeControlSchema.optional(),
    results: countControlSchema.optional(),
    format: choiceControlSchema.optional(),
  }),
  advanced: z.array(advancedControlSchema).default([]),
  /** Absent for what runs without a request. */
  wire: wireSchema.optional(),
  /** Price of one result in US dollars; absent = unknown, never zero. Free models say 0. */
  priceUsd: z.number().min(0).optional(),
  lifecycle: z.object({
    status: z.enum(['live', 'legacy']),
    /** Said beside a legacy model. A date here never disables it: only this instance's own experience does. */
    note: z.string().optional(),
    replacedBy: z.string().optional(),
  }),
  /** Where these facts come from, and when they were read (ISO date). */
  source: z.object({ name: z.string(), readOn: z.iso.date() }),
})

export type ModelCard = z.infer<typeof modelCardSchema>
export type Wire = z.infer<typeof wireSchema>
export type ModelCardInput = z.input<typeof modelCardSchema>
export type Control = z.infer<typeof controlSchema>
export type AdvancedControl = z.infer<typeof advancedControlSchema>
export type SizeControl = z.infer<typeof sizeControlSchema>
export type ProviderId = ModelCard['provider']

/** Who runs a model: the first part of its id says it, also for models that are no longer in the catalogue. */
export function providerOf(modelId: string): ProviderId {
  return modelCardSchema.shape.provider.parse(modelId.split('/')[0])
}

/** The environment variable that holds a provider's key; the local engine needs none. */
export const KEY_VARIABLES = {
  local: undefined,
  aiml: 'AIML_API_KEY',
  pixazo: 'PIXAZO_API_KEY',
} as const satisfies Record<ProviderId, string | undefined>
