import * as z from 'zod'
import { PROMPT_MAX_LENGTH } from '@/lib/edits/run-request'

/** A prompt that was put by under a name, for all projects of this instance. */
export const savedPromptSchema = z.object({
  name: z.string().trim().min(1).max(80),
  text: z.string().trim().min(1).max(PROMPT_MAX_LENGTH),
})
export type SavedPrompt = z.infer<typeof savedPromptSchema> & { id: string }
