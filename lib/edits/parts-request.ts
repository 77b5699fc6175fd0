import * as z from 'zod'
import { imageIdSchema } from '@/lib/images/record'

/** The results that one picture can be put together from. */
export const MAX_PARTS = 6

/** Areas of several results of one original, to be put together over that original. */
export const partsRequestSchema = z.object({
  projectId: z.uuid(),
  clientKey: z.uuid(),
  /** What is kept wherever nothing is taken: what every one of the edits was made from, or the upload above them all. */
  originalImageId: imageIdSchema,
  /** In the order of their labels. */
  editIds: z.array(z.uuid()).min(1).max(MAX_PARTS),
  /** A grey picture, uploaded before: black where the original is kept, else the label of an edit (`greyOfLabel`). */
  labelsImageId: imageIdSchema,
  /** Width of the passages in px of the original; null = such that suit the results' detail. */
  featherPx: z.number().min(0).max(500).nullable(),
  matchColour: z.boolean(),
})
export type PartsRequest = z.infer<typeof partsRequestSchema>
