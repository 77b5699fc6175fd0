import { z } from 'zod'
import { nodeRefSchema } from '@/lib/edits/view'
import { findTemplateProblem, TEMPLATE_MAX_LENGTH } from '@/lib/history/template'
import { imageFormatSchema } from '@/lib/images/record'

/** Pictures of a project that are downloaded together. */
export const picturesRequestSchema = z.object({
  nodes: z.array(nodeRefSchema).min(1).max(10_000),
  format: imageFormatSchema,
  template: z
    .string()
    .max(TEMPLATE_MAX_LENGTH)
    .refine((template) => !findTemplateProblem(template)),
  /** Whether recipes travel in the files. */
  hasRecipes: z.boolean(),
})
export type PicturesRequest = z.infer<typeof picturesRequestSchema>
