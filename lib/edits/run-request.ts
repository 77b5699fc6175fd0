import * as z from 'zod'
import { MAX_VARIABLE_VALUES } from '@/lib/edits/prompt-variables'
import { chosenSelectionSchema } from '@/lib/edits/selection'
import { runSettingsSchema } from '@/lib/edits/settings'
import type { ErrorCode } from '@/lib/errors'
import { MAX_INPUTS } from '@/lib/images/limits'
import { imageIdSchema } from '@/lib/images/record'

/** An image chosen for a run: its bytes by hash, its name, and the edit that made it when it is a result. */
export const runInputSchema = z.object({
  imageId: imageIdSchema,
  editId: z.uuid().nullable(),
  name: z.string().max(255),
})
export type RunInput = z.infer<typeof runInputSchema>

/** Longer than any model takes; each card narrows it. */
export const PROMPT_MAX_LENGTH = 32_000

/** Where a limit has a refusal of its own, its code stands in place of words. */
const refusedAs = (code: ErrorCode): string => code

/** One press of Run, as the browser sends it. */
export const runRequestSchema = z.object({
  projectId: z.uuid(),
  /** Drawn at the click; a second request with the same key is the same run, never a second bill. */
  clientKey: z.uuid(),
  prompt: z.string().max(PROMPT_MAX_LENGTH, refusedAs('prompt_too_long')),
  inputs: z.array(runInputSchema).max(MAX_INPUTS, refusedAs('too_many_inputs')),
  modelIds: z.array(z.string().max(200)).min(1).max(40),
  settings: runSettingsSchema,
  /** With more inputs than a model takes: the primary alone, or one edit for each input. */
  inputMode: z.enum(['primary', 'each']).default('primary'),
  /** Lists of values that replace the single one: one edit for each combination. */
  sweep: z
    .object({ guidance: z.array(z.number()).max(36).optional(), seed: z.array(z.int()).max(36).optional() })
    .default({}),
  selection: chosenSelectionSchema.optional(),
  /** What stands for `{name}` in the prompt: one edit for each combination. */
  variables: z
    .record(z.string().max(40), z.array(z.string().max(500)).min(1).max(MAX_VARIABLE_VALUES))
    .optional(),
})
export type RunRequest = z.infer<typeof runRequestSchema>
export type RunRequestDraft = z.input<typeof runRequestSchema>
