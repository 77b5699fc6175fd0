import type { SavedPromptsNeeds, SavedPromptsSlice } from '@/lib/studio/composer/saving-prompts'
import { fetchOnce } from '@/lib/studio/live/fetch-once'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

/** What reads and writes them is fetched with the first dialog: most visits open none. */
export function createSavedPromptsSlice(
  set: SetState<SavedPromptsNeeds>,
  get: GetState<SavedPromptsNeeds>,
  parts: Pick<StudioParts, 'commands'>,
): SavedPromptsSlice {
  const fetchActions = fetchOnce(async () => {
    const { createSavedPromptsActions } = await import('@/lib/studio/composer/saved-prompts-actions')
    return createSavedPromptsActions(set, get, parts)
  })
  return {
    savedPrompts: null,
    savedPromptsError: null,
    loadSavedPrompts: async () => (await fetchActions()).loadSavedPrompts(),
    savePrompt: async (name) => (await fetchActions()).savePrompt(name),
    forgetPrompt: async (prompt) => (await fetchActions()).forgetPrompt(prompt),
  }
}
