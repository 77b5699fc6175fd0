import { DEFAULT_RUN_SETTINGS } from '@/lib/edits/default-settings'
import { escapePrompt } from '@/lib/edits/prompt-variables'
import type { Recipe } from '@/lib/edits/recipe'
import { keyOfEdit } from '@/lib/history/node-key'
import type { RecipeOrigin } from '@/lib/history/recipe-file'
import type { ComposerSlice } from '@/lib/studio/composer-slice'
import type { Draft } from '@/lib/studio/draft'
import type { NoticesSlice } from '@/lib/studio/notices-slice'
import type { ProjectSlice } from '@/lib/studio/project-slice'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'
import { NO_SWEEP } from '@/lib/studio/sweep-texts'
import { unreached } from '@/lib/studio/unreached'

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
  { commands, recipes }: Pick<StudioParts, 'commands' | 'recipes'>,
): RecipeSlice {
  const goTo = ({ projectId, editId }: RecipeOrigin) => ({
    label: 'Show where it came from',
    act: () =>
      projectId === get().project.id
        ? get().show(keyOfEdit(editId))
        : recipes.open(`/projects/${projectId}?show=${editId}`),
  })

  /** Answers whether the file carried a recipe, be it one that cannot be read. */
  const recall = async (file: File): Promise<boolean> => {
    const text = await recipes.findText(new AbortController().signal, file)
    if (text === undefined) return false
    const answer = await commands.openRecipe(get().project.id, text).catch(unreached)
    if (!answer.ok) {
      get().say(`${file.name}: ${answer.error.message}`)
      return true
    }
    const { recipe, origin } = answer
    const isChoosable = get().cards.some((card) => card.id === recipe.modelId)
    get().say(
      isChoosable ? `Recipe of ${file.name} restored` : `The model of ${file.name} cannot be chosen here`,
      isChoosable ? get().recallRecipe(recipe) : undefined,
      origin ? goTo(origin) : undefined,
    )
    return true
  }

  return {
    recallRecipe: (recipe) => {
      const { prompt, modelIds, settings, inputMode, sweep } = get()
      get().replaceDraft(draftOfRecipe(recipe))
      return () => get().replaceDraft({ prompt, modelIds: [...modelIds], settings, inputMode, sweep })
    },
    recallFrom: async (files) => {
      try {
        for (const file of files) if (await recall(file)) return
      } catch (error) {
        // A file that went away while it was read is refused by its upload.
        if (!(error instanceof DOMException)) throw error
      }
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
