import { DEFAULT_RUN_SETTINGS } from '@/lib/edits/default-settings'
import { escapePrompt } from '@/lib/edits/prompt-variables'
import type { Recipe } from '@/lib/edits/recipe'
import type { ComposerSlice } from '@/lib/studio/composer/composer-slice'
import type { Draft } from '@/lib/studio/composer/draft'
import { NO_SWEEP } from '@/lib/studio/composer/sweep-texts'
import type { GetState } from '@/lib/studio/slice'

export type RecallNeeds = Pick<
  ComposerSlice,
  'prompt' | 'modelIds' | 'settings' | 'inputMode' | 'sweep' | 'replaceDraft'
>

/** Puts a recipe into the composer and answers with the way back. Photos stay as they are. */
export function recallRecipe(get: GetState<RecallNeeds>, recipe: Recipe): () => void {
  const { prompt, modelIds, settings, inputMode, sweep } = get()
  get().replaceDraft(draftOfRecipe(recipe))
  return () => get().replaceDraft({ prompt, modelIds, settings, inputMode, sweep })
}

/** The composer as it stood for this edit: one model, its settings, the seed that was used. */
function draftOfRecipe({ prompt, modelId, settings: { advanced, ...common } }: Recipe): Draft {
  return {
    prompt: escapePrompt(prompt),
    modelIds: [modelId],
    settings: {
      ...DEFAULT_RUN_SETTINGS,
      ...common,
      seed: common.seed ?? null,
      advanced: { [modelId]: advanced },
    },
    inputMode: 'primary',
    sweep: NO_SWEEP,
  }
}
