import { expect, it } from 'vitest'
import { keyOfNode } from '@/lib/history/node-key'
import { nameComparison } from '@/lib/studio/downloads/comparison-name.client'
import { editView, imageIdOf, rootView } from '@/tests/support/node-views'

const of = (photo: string) => ({ inputImageId: imageIdOf(photo), rootImageId: imageIdOf(photo) })
const cat = rootView('cat')
const dog = rootView('dog')
const sepiaCat = editView('one', { ...of('cat'), prompt: 'make it sepia' })
const sepiaDog = editView('two', { ...of('dog'), prompt: 'make it sepia' })
const greyDog = editView('three', { ...of('dog'), prompt: 'make it grey' })
const all = [cat, dog, sepiaCat, sepiaDog, greyDog]
const nodes = Object.fromEntries(all.map((node) => [keyOfNode(node), node]))

const nameOf = (shown: (typeof all)[number], others: typeof all = []) =>
  nameComparison(nodes, {
    currentKey: keyOfNode(shown),
    panes: [shown, ...others].map((node) => ({
      key: keyOfNode(node),
      edit: node.kind === 'edit' ? node : null,
    })),
  })

it('comparisons of several photos and words have names of their own', () => {
  expect([sepiaCat, sepiaDog, greyDog].map((node) => nameOf(node))).toEqual([
    'cat-make-it-sepia-comparison.png',
    'dog-make-it-sepia-comparison.png',
    'dog-make-it-grey-comparison.png',
  ])
})

it('beside its results a photo that is looked at lends its name, and one of them its words', () => {
  expect(nameOf(dog, [greyDog, sepiaDog])).toBe('dog-make-it-grey-comparison.png')
  expect(nameOf(dog)).toBe('dog-comparison.png')
})

it('long words are cut to what a file name holds', () => {
  const long = { ...sepiaCat, prompt: 'very '.repeat(200) }
  expect(nameOf(long).length).toBeLessThan(100)
})
