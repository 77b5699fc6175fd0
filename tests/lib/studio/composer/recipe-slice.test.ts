import { expect, it, vi } from 'vitest'
import type { Recipe } from '@/lib/edits/recipe'
import { findEmbeddedText } from '@/lib/images/formats/embedded-text'
import { toXmp } from '@/lib/images/formats/xmp'
import type { StudioCommands } from '@/lib/studio/commands'
import { editView, imageIdOf, uuidOf } from '@/tests/support/node-views'
import { createTestStore } from '@/tests/support/studio-screen'

const recipe: Recipe = {
  version: 1,
  prompt: 'sepia',
  modelId: 'pixazo/seededit-3-0',
  inputs: [{ imageId: imageIdOf('cat'), name: 'cat.jpg' }],
  settings: { guidance: 8, seed: 12, advanced: {} },
}
/** As a picture carries it: the text of the recipe in its metadata. */
const carrying = (name: string, text: string) =>
  new File(['…', toXmp(text), '…'], name, { type: 'image/png' })
const file = carrying('cat-sepia.png', '{}')
const open = vi.fn()

function createStore(answer: Awaited<ReturnType<StudioCommands['openRecipe']>>) {
  return createTestStore({
    nodes: [editView('made')],
    commands: { openRecipe: () => Promise.resolve(answer) },
    parts: { recipes: { findText: findEmbeddedText, open } },
  }).store
}

it('a picture with a recipe fills the composer, and Undo brings back what stood there', async () => {
  const store = createStore({ ok: true, recipe, origin: null })
  const [modelId] = store
    .getState()
    .cards.slice(-1)
    .map((card) => card.id)
  recipe.modelId = modelId!
  store.getState().writePrompt('my own words')
  await store.getState().recallFrom([file])
  expect(store.getState()).toMatchObject({ prompt: 'sepia', modelIds: [modelId] })
  expect(store.getState().settings).toMatchObject({ guidance: 8, seed: 12 })
  expect(store.getState().notices.at(-1)?.text).toBe('Recipe of cat-sepia.png restored')
  store.getState().undoLast()
  expect(store.getState().prompt).toBe('my own words')
  expect(store.getState().settings.seed).toBeNull()
})

it('a result that is known here can be shown where it came from', async () => {
  const editId = uuidOf('made')
  const own = createStore({ ok: true, recipe, origin: { projectId: uuidOf('project'), editId } })
  await own.getState().recallFrom([file])
  own.getState().notices.at(-1)?.go?.act()
  expect(own.getState().selected).toEqual([`edit:${editId}`])

  const projectId = uuidOf('another project')
  const other = createStore({ ok: true, recipe, origin: { projectId, editId } })
  await other.getState().recallFrom([file])
  other.getState().notices.at(-1)?.go?.act()
  expect(open).toHaveBeenLastCalledWith(`/projects/${projectId}?show=${editId}`)
})

it('what cannot be read, or asks for a model that is not here, leaves the composer alone and is said', async () => {
  const unread = createStore({ ok: false, error: { code: 'recipe_unreadable', message: 'Cannot be read.' } })
  unread.getState().writePrompt('mine')
  await unread.getState().recallFrom([file])
  expect(unread.getState().prompt).toBe('mine')
  expect(unread.getState().notices.at(-1)?.text).toContain('Cannot be read.')

  const foreign = createStore({ ok: true, recipe: { ...recipe, modelId: 'local/composite' }, origin: null })
  await foreign.getState().recallFrom([file])
  expect(foreign.getState().prompt).toBe('')
  expect(foreign.getState().notices.at(-1)).toMatchObject({ undo: undefined })
})

it('of several pictures the first recipe is offered, and restored when that is wanted', async () => {
  const { store, given } = createTestStore({
    commands: { openRecipe: async () => ({ ok: true, recipe, origin: null }) },
  })
  const plain = new File(['x'], 'plain.png')
  store.getState().writePrompt('mine')
  await store.getState().recallFrom([plain, carrying('a.png', 'one'), carrying('b.png', 'two')])
  expect(given.openRecipe).toBeUndefined()
  expect(store.getState().prompt).toBe('mine')
  const [notice] = store.getState().notices
  expect(notice).toMatchObject({ text: 'a.png carries its recipe', go: { label: 'Restore recipe' } })
  notice!.go!.act()
  await expect.poll(() => store.getState().prompt).toBe('sepia')
  expect(given.openRecipe?.map(([, text]) => text)).toEqual(['one'])
})

it('says nothing of pictures without a recipe', async () => {
  const { store } = createTestStore({})
  await store.getState().recallFrom([new File(['x'], 'a.png'), new File(['y'], 'b.png')])
  expect(store.getState().notices).toEqual([])
})
