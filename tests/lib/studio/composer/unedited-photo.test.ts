import { expect, it } from 'vitest'
import type { InputView, NodeView } from '@/lib/edits/view'
import { keyOfNode } from '@/lib/history/node-key'
import { findUnedited } from '@/lib/studio/composer/unedited-photo'
import { editView, imageIdOf, imageView, rootView, uuidOf } from '@/tests/support/node-views'
import { createTestStore } from '@/tests/support/studio-screen'

const input = (word: string): InputView => ({
  imageId: imageIdOf(word),
  editId: null,
  name: `${word}.jpg`,
  image: imageView(word),
})
const cat = rootView('cat')
const dog = rootView('dog')
const resultOf = (word: string, of: string, change: Parameters<typeof editView>[1] = {}) =>
  editView(word, { inputImageId: imageIdOf(of), rootImageId: imageIdOf(of), ...change })
const greyCat = resultOf('grey cat', 'cat')
const greyDog = resultOf('grey dog', 'dog')

function look(at: NodeView, words: string[], more: Parameters<typeof createTestStore>[0] = {}) {
  const { store } = createTestStore({
    nodes: [cat, dog, greyCat, greyDog],
    inputs: words.map(input),
    ...more,
  })
  store.getState().show(keyOfNode(at))
  return store.getState()
}

it('finds the photo on the stage that Run would leave alone', () => {
  expect(findUnedited(look(dog, ['cat', 'dog']))).toBe(keyOfNode(dog))
})

it('finds nothing where the stage shows what Run edits, or a result of it', () => {
  expect(findUnedited(look(cat, ['cat', 'dog']))).toBeUndefined()
  expect(findUnedited(look(greyCat, ['cat', 'dog']))).toBeUndefined()
})

it('finds the photo of the result on the stage, as long as it is among the inputs', () => {
  expect(findUnedited(look(greyDog, ['cat', 'dog']))).toBe(keyOfNode(dog))
  expect(findUnedited(look(greyDog, ['cat']))).toBeUndefined()
})

it('finds a photo that is no input any more', () => {
  expect(findUnedited(look(dog, ['cat']))).toBe(keyOfNode(dog))
})

it('finds the upload when Run goes on from its result', () => {
  const inputs = [{ ...input('result grey cat'), editId: uuidOf('grey cat') }]
  expect(findUnedited(look(cat, [], { nodes: [cat, greyCat], inputs }))).toBe(keyOfNode(cat))
  expect(findUnedited(look(greyCat, [], { nodes: [cat, greyCat], inputs }))).toBeUndefined()
})

it('finds another result of the photo, where Run goes on from one', () => {
  const inputs = [{ ...input('result grey cat'), editId: uuidOf('grey cat') }]
  const warmCat = resultOf('warm cat', 'cat')
  const failed = resultOf('no cat', 'cat', { state: 'failed', image: null })
  const nodes = [cat, dog, greyCat, greyDog, warmCat, failed]
  expect(findUnedited(look(warmCat, [], { nodes, inputs }))).toBe(keyOfNode(warmCat))
  expect(findUnedited(look(greyDog, [], { nodes, inputs }))).toBeUndefined()
  expect(findUnedited(look(failed, [], { nodes, inputs }))).toBeUndefined()
})

it('finds nothing where each input is edited, or no photo at all', () => {
  const each = look(dog, ['cat', 'dog'])
  expect(findUnedited({ ...each, inputMode: 'each' })).toBeUndefined()
  expect(findUnedited({ ...each, modelIds: ['aiml/bytedance-seedream-3.0'] })).toBeUndefined()
  expect(findUnedited(look(dog, []))).toBeUndefined()
})
