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

/**
 * Looks for a recipe in pictures that were added together. One that came alone is recalled: that is what it was brought
 * for. Among several, which may just be photos to go on with, the first is offered.
 */
export async function recallFirst(files: readonly File[], parts: Parts): Promise<void> {
  try {
    const found = await findFirst(files, parts)
    if (!found) return
    if (files.length === 1) return await recall(found, parts)
    const go = { label: 'Restore recipe', act: () => void recall(found, parts) }
    parts.get().say(`${found.name} carries its recipe`, { go })
  } catch (error) {
    // A file that went away while it was read is refused by its upload.
    if (!(error instanceof DOMException)) throw error
  }
}

type Found = { name: string; text: string }

async function findFirst(files: readonly File[], { recipes }: Parts): Promise<Found | undefined> {
  for (const file of files) {
    const text = await recipes.findText(new AbortController().signal, file)
    if (text !== undefined) return { name: file.name, text }
  }
  return undefined
}

/** Puts the recipe into the composer and says so, with the way back and where it came from; or why it cannot. */
async function recall({ name, text }: Found, { get, commands, recipes }: Parts): Promise<void> {
  const answer = await commands.openRecipe(get().project.id, text).catch(unreached)
  if (!answer.ok) return get().say(`${name}: ${answer.error.message}`)
  const { recipe, origin } = answer
  const isChoosable = get().cards.some((card) => card.id === recipe.modelId)
  get().say(isChoosable ? `Recipe of ${name} restored` : `The model of ${name} cannot be chosen here`, {
    undo: isChoosable ? recallRecipe(get, recipe) : undefined,
    go: origin ? wayTo(origin, get, recipes) : undefined,
  })
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
