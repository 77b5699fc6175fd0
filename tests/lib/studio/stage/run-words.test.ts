import { describe, expect, it } from 'vitest'
import { listDifferences, listRunWords } from '@/lib/studio/stage/run-words'
import { editView, imageIdOf, rootView } from '@/tests/support/node-views'

const differences = (...texts: string[]) => [...listDifferences(texts).values()]

describe('what differs between the prompts of a run', () => {
  it('is the value of the variable, without the signs around it', () => {
    expect(differences('Make the car red.', 'Make the car dark blue.')).toEqual([['red'], ['dark blue']])
    expect(differences('Write “SALE” on it', 'Write “NEW” on it')).toEqual([['SALE'], ['NEW']])
  })

  it('is never empty, also where one value is the end or the beginning of another', () => {
    expect(differences('make it red', 'make it dark red')).toEqual([['red'], ['dark red']])
    expect(differences('red', 'red and blue')).toEqual([['red'], ['red and blue']])
  })

  it('is each value of several variables', () => {
    expect(
      differences('make the car red and the sky pink', 'make the bus blue and the sky pink').concat(
        differences('paint the car in red', 'paint the car in blue', 'paint the bus in red'),
      ),
    ).toEqual([['car red'], ['bus blue'], ['car', 'red'], ['car', 'blue'], ['bus', 'red']])
  })

  it('is nothing for one prompt', () => {
    expect(differences('make it red')).toEqual([])
    expect(differences()).toEqual([])
  })
})

describe('the words of a run', () => {
  const photos = [rootView('cat'), rootView('dog')]
  const of = (photo: string, prompt: string) =>
    editView(`${photo} ${prompt}`, { prompt, inputImageId: imageIdOf(photo) })
  const words = (run: ReturnType<typeof of>[]) => [
    ...listRunWords(run, ({ inputImageId }) =>
      photos.find(({ image }) => image.id === inputImageId),
    ).values(),
  ]

  it('are the value and the photo, each only where it differs', () => {
    expect(words([of('cat', 'make it red'), of('dog', 'make it blue')])).toEqual([
      ['red', 'cat.jpg'],
      ['blue', 'dog.jpg'],
    ])
    expect(words([of('cat', 'make it red'), of('cat', 'make it blue')])).toEqual([['red'], ['blue']])
    expect(words([of('cat', 'make it red'), of('dog', 'make it red')])).toEqual([['cat.jpg'], ['dog.jpg']])
    expect(words([of('cat', 'make it red')])).toEqual([[]])
  })
})
