import * as z from 'zod'
import { type Recipe, recipeSchema } from '@/lib/edits/recipe'
import type { EditView } from '@/lib/edits/view'
import { imageIdSchema } from '@/lib/images/record'

/** Raised when a reader of the older form would misread a newer one. The form is described in RECIPE-FORMAT.md. */
export const RECIPE_FILE_VERSION = 1

/** Longer than any recipe: the longest prompt, sixteen inputs and their names. */
export const RECIPE_TEXT_MAX_LENGTH = 200_000

/** What travels in an exported picture, as JSON. */
export const recipeFileSchema = z.object({
  afterimage: z.literal('recipe'),
  version: z.literal(RECIPE_FILE_VERSION),
  /** The result as it was stored, whatever form it was exported in: the SHA-256 of its bytes. */
  imageId: imageIdSchema,
  recipe: recipeSchema,
})
export type RecipeFile = z.infer<typeof recipeFileSchema>

/** Where the picture of a recipe stands in the history of this instance. */
export type RecipeOrigin = { projectId: string; editId: string }

type Made = { imageId: string; seed: EditView['seed']; engineVersion?: string | undefined }

/**
 * The text for an exported picture: the same edit gives the same text, on any machine and at any time. File names lose
 * whatever stood before their last part.
 */
export function toRecipeText(asked: Recipe, { imageId, seed, engineVersion }: Made): string {
  const { settings, inputs, ...rest } = asked
  const file: RecipeFile = {
    afterimage: 'recipe',
    version: RECIPE_FILE_VERSION,
    imageId,
    recipe: {
      ...rest,
      inputs: inputs.map((input) => ({ ...input, name: input.name.split(/[/\\]/).at(-1) ?? '' })),
      settings: seed === null ? settings : { ...settings, seed },
      ...(engineVersion !== undefined && { engineVersion }),
    },
  }
  return JSON.stringify(recipeFileSchema.parse(file))
}

/** The recipe in a text that came from outside; undefined when it is none that can be read here. */
export function fromRecipeText(text: string): RecipeFile | undefined {
  if (text.length > RECIPE_TEXT_MAX_LENGTH) return undefined
  try {
    return recipeFileSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
