import * as z from 'zod'
import { imageFormatSchema } from '@/lib/images/record'

/** How a full-size copy is asked for from outside: in an address as well as in JSON. */
export const exportFormSchema = z.object({
  format: imageFormatSchema.default('png'),
  /** Of JPEG and WebP, 1 to 100; without it as little is lost as can be. */
  quality: z.coerce.number().int().min(1).max(100).optional(),
  metadata: z.enum(['none', 'keep']).default('none'),
})
export type ExportForm = z.infer<typeof exportFormSchema>

/** A PNG loses nothing, whatever is asked. */
export const isPossibleForm = ({ format, quality }: Pick<ExportForm, 'format' | 'quality'>): boolean =>
  format !== 'png' || quality === undefined
