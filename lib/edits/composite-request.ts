import * as z from 'zod'
import { imageIdSchema } from '@/lib/images/record'

/** What is to be kept of the original, and what taken from the result of an edit. */
export const compositeRequestSchema = z.object({
  projectId: z.uuid(),
  clientKey: z.uuid(),
  /** The edit whose result is taken where something changed. */
  editId: z.uuid(),
  /** Kept is the upload at the top of the branch, instead of the picture that the edit was made from. */
  ontoRoot: z.boolean().optional(),
  /** A picture that is white where the result is taken, uploaded before; null = everything that changed. */
  maskImageId: imageIdSchema.nullable(),
  /** Width of the passage, inside the mask, in px of the original; null = one that suits the result's detail. */
  featherPx: z.number().min(0).max(500).nullable(),
  /** Moves the colours of the result to those of the kept area. */
  matchColour: z.boolean(),
})
export type CompositeRequest = z.infer<typeof compositeRequestSchema>
