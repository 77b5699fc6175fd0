import { describe, expect, it, vi } from 'vitest'
import { keyOfNode } from '@/lib/history/node-key'
import { followPrimary } from '@/lib/studio/inputs/follow-primary'
import { editView, rootView } from '@/tests/support/node-views'
import { createTestStore } from '@/tests/support/studio-screen'

const cat = rootView('cat')
const sepia = editView('sepia', { inputImageId: cat.image.id, rootImageId: cat.image.id })
const toInput = (root: typeof cat) => ({
  imageId: root.image.id,
  editId: null,
  name: root.name,
  image: root.image,
})

function create() {
  const { store } = createTestStore({ nodes: [cat, sepia], inputs: [toInput(cat)] })
  followPrimary(store)
  const state = store.getState
  return { state, names: () => state().items.map(({ name }) => name), said: () => state().notices[0]?.text }
}

describe('continuing from a picture', () => {
  it('says what became the primary input', async () => {
    const { state, names, said } = create()
    await state().continueFrom(keyOfNode(sepia))
    expect(names()).toEqual(['sepia'])
    expect(said()).toBe('“sepia” is the primary input now')
  })

  it('says too that words which are nowhere else were replaced', async () => {
    const { state, said } = create()
    state().writePrompt('a hat, blue')
    await state().continueFrom(keyOfNode(sepia))
    expect(said()).toBe('“sepia” is the primary input now. Its prompt took the place of yours')
  })

  it('is taken back as a whole: the input, the words, and what was looked at', async () => {
    const { state, names } = create()
    state().writePrompt('a hat, blue')
    state().show(keyOfNode(sepia))
    await state().continueFrom(keyOfNode(sepia))
    state().undoLast()
    expect(names()).toEqual(['cat.jpg'])
    expect(state().prompt).toBe('a hat, blue')
    expect(state().selected).toEqual([keyOfNode(sepia)])
  })

  it('is taken back to the place that a photo had among the others, and the server is told', async () => {
    const dog = rootView('dog')
    const { store, given } = createTestStore({ nodes: [cat, dog], inputs: [cat, dog].map(toInput) })
    await store.getState().continueFrom(keyOfNode(dog))
    expect(store.getState().items.map(({ name }) => name)).toEqual(['dog.jpg', 'cat.jpg'])
    store.getState().undoLast()
    await vi.waitFor(() => expect(given.setInputs).toHaveLength(2))
    expect(store.getState().items.map(({ name }) => name)).toEqual(['cat.jpg', 'dog.jpg'])
  })

  it('leaves words alone that were written since', async () => {
    const { state } = create()
    await state().continueFrom(keyOfNode(sepia))
    state().writePrompt('warmer')
    state().undoLast()
    expect(state().prompt).toBe('warmer')
  })

  it('leaves the words alone that are typed before it has come', async () => {
    const { state, names } = create()
    const coming = state().continueFrom(keyOfNode(sepia))
    state().writePrompt('warmer')
    await coming
    expect(names()).toEqual(['sepia'])
    expect(state()).toMatchObject({ prompt: 'warmer', offeredPrompts: 0 })
  })

  it('brings a comparison back that was looked at', async () => {
    const { state } = create()
    state().show(keyOfNode(cat))
    state().compareWith(keyOfNode(sepia))
    await state().continueFrom(keyOfNode(sepia))
    state().undoLast()
    expect(state().selected).toEqual([keyOfNode(cat), keyOfNode(sepia)])
  })

  it('is no more offered to be taken back once something else was done', async () => {
    const { state, said } = create()
    await state().continueFrom(keyOfNode(sepia))
    state().say('Deleted', { undo: () => {} })
    expect(state().notices).toHaveLength(1)
    expect(said()).toBe('Deleted')
  })

  it('says nothing where nothing was replaced', async () => {
    const { state } = create()
    await state().continueFrom(keyOfNode(cat))
    expect(state().notices).toEqual([])
  })
})
