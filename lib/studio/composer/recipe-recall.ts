import { keyOfEdit } from '@/lib/history/node-key'
import type { RecipeOrigin } from '@/lib/history/recipe-file'
import { type RecallNeeds, recallRecipe } from '@/lib/studio/composer/recalled-draft'
import { unreached } from '@/lib/studio/live/unreached'
import type { NoticesSlice } from '@/lib/studio/notices-slice'
import type { ProjectSlice } from '@/lib/studio/project-slice'
import type { GetState, StudioParts } from '@/lib/studio/slice'

type Studio = RecallNeeds &
  Pick<ProjectSlice, 'project' | 'cards'> &
  Pick<NoticesSlice, 'say'> & { show: (key: string) => void }
type Parts = Pick<StudioParts, 'commands' | 'recipes'> & { get: GetState<Studio> }

/** Recalls the first recipe that one of the pictures carries, and says so, with the way back and where it came from. */
export async function recallFirst(files: readonly File[], parts: Parts): Promise<void> {
  try {
    for (const file of files) if (await recall(file, parts)) return
  } catch (error) {
    // A file that went away while it was read is refused by its upload.
    if (!(error instanceof DOMException)) throw error
  }
}

/** Answers whether the file carried a recipe, be it one that cannot be read. */
async function recall(file: File, { get, commands, recipes }: Parts): Promise<boolean> {
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
    {
      undo: isChoosable ? recallRecipe(get, recipe) : undefined,
      go: origin ? wayTo(origin, get, recipes) : undefined,
    },
  )
  return true
}

const wayTo = (
  { projectId, editId }: RecipeOrigin,
  get: GetState<Studio>,
  recipes: StudioParts['recipes'],
) => ({
  label: 'Show where it came from',
  act: () =>
    projectId === get().project.id
      ? get().show(keyOfEdit(editId))
      : recipes.open(`/projects/${projectId}?show=${editId}`),
})
