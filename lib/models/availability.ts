import * as z from 'zod'

/** Whether a model can run on this instance now, and if not, what would make it. */
export const availabilitySchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ready') }),
  z.object({ state: z.literal('no_key'), variable: z.string() }),
  z.object({ state: z.literal('withdrawn'), reason: z.string(), replacedBy: z.string().optional() }),
])

export type Availability = z.infer<typeof availabilitySchema>

/** By model id. A model without an entry is not known to this instance. */
export type Availabilities = Record<string, Availability>
