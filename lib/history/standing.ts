import * as z from 'zod'

/** How one model did in a project so far; of results that are there. */
export const standingSchema = z.object({
  modelId: z.string(),
  results: z.int(),
  /** Runs of several results in which one was kept, and this model took part. */
  contests: z.int(),
  /** Of those, the runs in which a result of this model was kept. */
  wins: z.int(),
  /** Means, 0 to 1 and in US dollars; null where nothing is known. */
  keptShare: z.number().nullable(),
  costUsd: z.number().nullable(),
  /** The middle one of all results. */
  durationMs: z.number().nullable(),
})
export type Standing = z.infer<typeof standingSchema>
