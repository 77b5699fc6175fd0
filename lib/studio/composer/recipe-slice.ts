import type { RecallNeeds } from '@/lib/studio/composer/recalled-draft'
import type { NoticesSlice } from '@/lib/studio/notices-slice'
import type { ProjectSlice } from '@/lib/studio/project-slice'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

/** A recipe goes back into the composer from a picture that carries it. */
export type RecipeSlice = {
  /** Looks for recipes in pictures that were added: that of a single one is recalled, of several the first is offered. */
  recallFrom: (files: readonly File[]) => Promise<void>
}

type Needs = RecallNeeds &
  Pick<ProjectSlice, 'project' | 'cards'> &
  Pick<NoticesSlice, 'say'> & { show: (key: string) => void }

export function createRecipeSlice(
  _set: SetState<Needs>,
  get: GetState<Needs>,
  parts: Pick<StudioParts, 'commands' | 'recipes'>,
): RecipeSlice {
  return {
    recallFrom: async (files) => {
      // Fetched when the first picture is added: most visits begin without one.
      const part = await import('@/lib/studio/composer/recipe-recall').catch(() => undefined)
      // Without the network nothing is lost: the server is needed for the rest too.
      await part?.recallFirst(files, { ...parts, get })
    },
  }
}
