import type { SavedPrompt } from '@/lib/history/saved-prompt'
import type { ComposerSlice } from '@/lib/studio/composer-slice'
import type { NoticesSlice } from '@/lib/studio/notices-slice'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'
import { unreached } from '@/lib/studio/unreached'

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

type Needs = SavedPromptsSlice & Pick<ComposerSlice, 'prompt'> & Pick<NoticesSlice, 'say'>

export function createSavedPromptsSlice(
  set: SetState<Needs>,
  get: GetState<Needs>,
  { commands }: Pick<StudioParts, 'commands'>,
): SavedPromptsSlice {
  const save = async (name: string, text: string) => {
    const answer = await commands.savePrompt({ name, text }).catch(unreached)
    if (!answer.ok) set({ savedPromptsError: answer.error.message })
    else await get().loadSavedPrompts()
    return answer.ok
  }
  return {
    savedPrompts: null,
    savedPromptsError: null,
    loadSavedPrompts: async () => {
      const answer = await commands.loadSavedPrompts().catch(unreached)
      if (answer.ok) set({ savedPrompts: answer.prompts, savedPromptsError: null })
      else set({ savedPromptsError: answer.error.message })
    },
    savePrompt: (name) => save(name, get().prompt),
    forgetPrompt: async ({ id, name, text }) => {
      const answer = await commands.forgetPrompt(id).catch(unreached)
      if (!answer.ok) return set({ savedPromptsError: answer.error.message })
      set({ savedPrompts: get().savedPrompts?.filter((prompt) => prompt.id !== id) ?? null })
      get().say(`Deleted “${name}”`, () => void save(name, text))
    },
  }
}
