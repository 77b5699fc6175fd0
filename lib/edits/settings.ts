import * as z from 'zod'

/** A value of a control that only one model has. */
const advancedValueSchema = z.union([z.string().max(500), z.number(), z.boolean()])

/**
 * What the user chose under "Settings", once for all chosen models. Each model takes what its card has
 * (`settingsFor`); a seed of null asks the server to draw one.
 */
export const runSettingsSchema = z.object({
  guidance: z.number(),
  seed: z.int().nullable(),
  watermark: z.boolean(),
  size: z.string().max(40),
  results: z.int(),
  format: z.string().max(20).optional(),
  /** By model id, then by the control's key. */
  advanced: z.record(z.string(), z.record(z.string(), advancedValueSchema)).default({}),
})
export type RunSettings = z.infer<typeof runSettingsSchema>

/** The place of an edit in a sweep; a model without a control for an axis has no value on it. */
export const sweepCellSchema = z.object({ guidance: z.number().optional(), seed: z.int().optional() })
export type SweepCell = z.infer<typeof sweepCellSchema>

/** The settings of one edit: only what its model's card has, checked, with the seed drawn. */
export const editSettingsSchema = z.object({
  guidance: z.number().optional(),
  seed: z.int().optional(),
  watermark: z.boolean().optional(),
  size: z.string().optional(),
  format: z.string().optional(),
  advanced: z.record(z.string(), advancedValueSchema).default({}),
})
export type EditSettings = z.infer<typeof editSettingsSchema>
