import type { SavedPrompt } from '@/lib/history/saved-prompt'
import type { ComposerSlice } from '@/lib/studio/composer/composer-slice'
import type { NoticesSlice } from '@/lib/studio/notices-slice'

/** Prompts that were put by, for all projects of this instance. */
export type SavedPromptsSlice = {
  /** null until they were asked for. */
  savedPrompts: readonly SavedPrompt[] | null
  /** Why the last change did not reach the server. */
  savedPromptsError: string | null
  loadSavedPrompts: () => Promise<void>
  /** Puts the prompt of the composer by; answers whether it was taken. */
  savePrompt: (name: string) => Promise<boolean>
  forgetPrompt: (prompt: SavedPrompt) => Promise<void>
}

export type SavedPromptsNeeds = SavedPromptsSlice & Pick<ComposerSlice, 'prompt'> & Pick<NoticesSlice, 'say'>
