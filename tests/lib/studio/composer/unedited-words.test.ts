import { expect, it } from 'vitest'
import type { NodeView } from '@/lib/edits/view'
import { keyOfNode } from '@/lib/history/node-key'
import { describeUnedited } from '@/lib/studio/composer/unedited-words'
import { editView, imageIdOf, rootView } from '@/tests/support/node-views'

const cat = rootView('cat')
const dog = rootView('dog')
const resultOf = (word: string) =>
  editView(word, { inputImageId: imageIdOf('cat'), rootImageId: imageIdOf('cat'), title: null })
const grey = resultOf('make it grey')
const warm = resultOf('make it warm')
const nodes = Object.fromEntries([cat, dog, grey, warm].map((node) => [keyOfNode(node), node]))

const tell = (edited: NodeView, photo: NodeView, isShown = true) =>
  describeUnedited(nodes, { key: keyOfNode(edited), name: 'cat.jpg' }, photo, isShown)

it('a result that has the name of its photo as an input is told by its words, the photo as the original', () => {
  expect(tell(grey, cat)).toEqual({ edited: `the result of “${grey.prompt}”`, shown: 'the original' })
})

it('two results of one photo are told apart by their words', () => {
  expect(tell(grey, warm)).toEqual({
    edited: `the result of “${grey.prompt}”`,
    shown: `the result of “${warm.prompt}”`,
  })
})

it('two results of the same words are two', () => {
  const other = { ...resultOf('once more'), prompt: grey.prompt }
  expect(tell(grey, other).shown).toBe(`another result of “${grey.prompt}”`)
})

it('photos are told by their names', () => {
  expect(tell(cat, dog)).toEqual({ edited: 'cat.jpg', shown: 'dog.jpg' })
  expect(tell(cat, dog, false).shown).toBe('a result of dog.jpg')
})
