import { DEFAULT_RUN_SETTINGS } from '@/lib/edits/default-settings'
import { escapePrompt } from '@/lib/edits/prompt-variables'
import type { Recipe } from '@/lib/edits/recipe'
import type { ComposerSlice } from '@/lib/studio/composer-slice'
import type { Draft } from '@/lib/studio/draft'
import type { NoticesSlice } from '@/lib/studio/notices-slice'
import type { ProjectSlice } from '@/lib/studio/project-slice'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'
import { NO_SWEEP } from '@/lib/studio/sweep-texts'

/** A recipe goes back into the composer: from a picture that carries it, or from the history. */
export type RecipeSlice = {
  /** Puts a recipe into the composer and answers with the way back. Photos stay as they are. */
  recallRecipe: (recipe: Recipe) => () => void
  /** Looks whether a picture that was added carries a recipe; the first one found is recalled, and that is said. */
  recallFrom: (files: readonly File[]) => Promise<void>
}

type Needs = RecipeSlice &
  Pick<ProjectSlice, 'project' | 'cards'> &
  Pick<NoticesSlice, 'say'> &
  Pick<ComposerSlice, 'prompt' | 'modelIds' | 'settings' | 'inputMode' | 'sweep' | 'replaceDraft'> & {
    show: (key: string) => void
  }

export function createRecipeSlice(
  _set: SetState<Needs>,
  get: GetState<Needs>,
  parts: Pick<StudioParts, 'commands' | 'recipes'>,
): RecipeSlice {
  return {
    recallRecipe: (recipe) => {
      const { prompt, modelIds, settings, inputMode, sweep } = get()
      get().replaceDraft(draftOfRecipe(recipe))
      return () => get().replaceDraft({ prompt, modelIds, settings, inputMode, sweep })
    },
    recallFrom: async (files) => {
      // Fetched when the first picture is added: most visits begin without one.
      const part = await import('@/lib/studio/recipe-recall').catch(() => undefined)
      // Without the network nothing is lost: the server is needed for the rest too.
      await part?.recallFirst(files, { ...parts, get })
    },
  }
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
