import * as z from 'zod'
import { pointedSchema, takenStepSchema } from '@/lib/engine/selection'
import { ERROR_CODES } from '@/lib/errors'
import { imageIdSchema } from '@/lib/images/record'

/** A rectangle in whole px of an upright picture. */
export const boxSchema = z.object({
  x: z.int().min(0),
  y: z.int().min(0),
  width: z.int().positive(),
  height: z.int().positive(),
})

/** "What is here?": answered at once when it was asked before, else by an event with the same id. */
export const selectionRequestSchema = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  imageId: imageIdSchema,
  pointed: pointedSchema,
})
export type SelectionRequest = z.infer<typeof selectionRequestSchema>

/**
 * A thing that was found: its mask as an image (white is inside), and the rectangle round it in px of the picture;
 * `step` where there is a smaller or larger one.
 */
export const foundSelectionSchema = z.object({
  maskImageId: imageIdSchema,
  box: boxSchema,
  step: takenStepSchema.optional(),
})
export type FoundSelection = z.infer<typeof foundSelectionSchema>

/** A selection as a run takes it. */
export const chosenSelectionSchema = z.object({
  /** The input that it was made on; edits with another primary input do without it. */
  imageId: imageIdSchema,
  /** In px of that picture. */
  box: boxSchema,
  /** Its exact shape; null where it is the box itself. */
  maskImageId: imageIdSchema.nullable(),
  /** Only it is sent and changed; false: it is no more than what “this” means to the local engine. */
  isAlone: z.boolean(),
})
export type ChosenSelection = z.infer<typeof chosenSelectionSchema>

/** As the recipe of an edit keeps it, of the primary input. */
export const recipeSelectionSchema = chosenSelectionSchema.omit({ imageId: true }).extend({
  /** The size of the picture that it was made on: on one of another size it means nothing. */
  picture: z.object({ width: z.int().positive(), height: z.int().positive() }),
  /** The part of the picture that is sent, where not all of it is. */
  within: boxSchema.optional(),
})
export type RecipeSelection = z.infer<typeof recipeSelectionSchema>

/** How a search ended. */
export const selectionEventSchema = z.object({
  type: z.literal('selection'),
  id: z.uuid(),
  found: foundSelectionSchema.nullable(),
  error: z.object({ code: z.enum(ERROR_CODES), message: z.string() }).nullable(),
})
export type SelectionEvent = z.infer<typeof selectionEventSchema>
