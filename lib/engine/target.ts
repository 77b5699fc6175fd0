import { z } from 'zod'

/** What an operation works on. Only the whole picture so far: another kind is another member of this union. */
export const targetSchema = z.discriminatedUnion('kind', [z.object({ kind: z.literal('image') })])
export type Target = z.infer<typeof targetSchema>

export const WHOLE_IMAGE: Target = { kind: 'image' }

/** The target as it is named in a sentence. */
export const describeTarget = (target: Target): string => ({ image: 'the picture' })[target.kind]
