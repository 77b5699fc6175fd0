import * as z from 'zod'
import { recipeSelectionSchema } from '@/lib/edits/selection'
import { editSettingsSchema } from '@/lib/edits/settings'
import { imageIdSchema } from '@/lib/images/record'

export const RECIPE_VERSION = 1

/** Everything needed to do an edit again. It holds no time, no key and no path: the same edit has the same recipe. */
export const recipeSchema = z.object({
  version: z.literal(RECIPE_VERSION),
  prompt: z.string(),
  modelId: z.string(),
  inputs: z.array(z.object({ imageId: imageIdSchema, name: z.string() })),
  settings: editSettingsSchema,
  selection: recipeSelectionSchema.optional(),
  /** The version of the local engine, or whatever else decides the result on our side. */
  engineVersion: z.string().optional(),
})
export type Recipe = z.infer<typeof recipeSchema>

/** The three faces of a recipe that Details shows. */
export const recipeViewSchema = z.object({
  asked: recipeSchema,
  sent: z.record(z.string(), z.json()).nullable(),
  answered: z.record(z.string(), z.json()).nullable(),
})
export type RecipeView = z.infer<typeof recipeViewSchema>
