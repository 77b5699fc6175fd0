import { z } from 'zod'
import { pointedSchema } from '@/lib/engine/selection'
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

/** A thing that was found: its mask as an image (white is inside), and the rectangle round it in px of the picture. */
export const foundSelectionSchema = z.object({ maskImageId: imageIdSchema, box: boxSchema })
export type FoundSelection = z.infer<typeof foundSelectionSchema>

/** How a search ended. */
export const selectionEventSchema = z.object({
  type: z.literal('selection'),
  id: z.uuid(),
  found: foundSelectionSchema.nullable(),
  error: z.object({ code: z.enum(ERROR_CODES), message: z.string() }).nullable(),
})
export type SelectionEvent = z.infer<typeof selectionEventSchema>
