import type { SavedPromptsNeeds, SavedPromptsSlice } from '@/lib/studio/composer/saving-prompts'
import { unreached } from '@/lib/studio/live/unreached'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

type SavedPromptsActions = Omit<SavedPromptsSlice, 'savedPrompts' | 'savedPromptsError'>

export function createSavedPromptsActions(
  set: SetState<SavedPromptsNeeds>,
  get: GetState<SavedPromptsNeeds>,
  { commands }: Pick<StudioParts, 'commands'>,
): SavedPromptsActions {
  const save = async (name: string, text: string) => {
    const answer = await commands.savePrompt({ name, text }).catch(unreached)
    if (!answer.ok) set({ savedPromptsError: answer.error.message })
    else await get().loadSavedPrompts()
    return answer.ok
  }
  return {
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
      get().say(`Deleted “${name}”`, { undo: () => void save(name, text) })
    },
  }
}
