import * as z from 'zod'
import { runInputSchema } from '@/lib/edits/run-request'

/** The most steps of a branch that are replayed at once. */
export const MAX_REPLAYED_STEPS = 50

/** The recipes of some edits done again, one after another, on each of some photos. */
export const replayRequestSchema = z.object({
  projectId: z.uuid(),
  clientKey: z.uuid(),
  /** Whose recipes, in their order: each step takes the result of the one before. */
  editIds: z.array(z.uuid()).min(1).max(MAX_REPLAYED_STEPS),
  /** What the first step is done on: a line of edits for each. */
  inputs: z.array(runInputSchema).min(1).max(16),
})
export type ReplayRequest = z.infer<typeof replayRequestSchema>

/** How a picture compares with another one that was made by the same recipe from the same photo. */
export const replayVerdictSchema = z.object({
  verdict: z.enum(['same', 'close', 'different']),
  /** Share of the picture that is the same within the noise, 0–1. */
  sameShare: z.number().min(0).max(1),
  /** Mean OKLab distance over the whole picture, of what differs. */
  meanDistance: z.number().min(0),
})
export type ReplayVerdict = z.infer<typeof replayVerdictSchema>
