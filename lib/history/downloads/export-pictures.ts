import * as z from 'zod'
import { nodeRefSchema } from '@/lib/edits/view'
import { findTemplateProblem, TEMPLATE_MAX_LENGTH } from '@/lib/history/downloads/template'
import { exportFormSchema, isPossibleForm } from '@/lib/images/copies/export-form'

/** Pictures of a project that are downloaded together. */
export const picturesRequestSchema = exportFormSchema
  .extend({
    nodes: z.array(nodeRefSchema).min(1).max(10_000),
    template: z
      .string()
      .max(TEMPLATE_MAX_LENGTH)
      .refine((template) => !findTemplateProblem(template)),
    /** Whether recipes travel in the files. */
    hasRecipes: z.boolean(),
  })
  .refine(isPossibleForm)
export type PicturesRequest = z.infer<typeof picturesRequestSchema>
