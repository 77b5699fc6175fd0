import { expect, it } from 'vitest'
import { DEFAULT_RUN_SETTINGS } from '@/lib/edits/default-settings'
import type { ModelCard } from '@/lib/models/card'
import { describeNarrow, nameTogether, narrowModels } from '@/lib/studio/composer/narrow-models'
import { createCard } from '@/tests/support/cards'

const taking = (max: number, shortName: string) =>
  createCard({ id: `aiml/${shortName}`, shortName, inputs: { min: 0, max, formats: ['png'], maxBytes: 1 } })
const [one, other, ten, words] = [taking(1, 'One'), taking(1, 'Other'), taking(10, 'Ten'), taking(0, 'Words')]

it('how many photos go to each model is told together', () => {
  const cards = [one, other, ten, words]
  expect(describeNarrow(cards, DEFAULT_RUN_SETTINGS, 12)).toBe(
    'One and Other take 1 of 12; Ten takes 10 of 12',
  )
  expect(describeNarrow(cards, DEFAULT_RUN_SETTINGS, 3)).toBe('One and Other take 1 of 3; Ten takes all 3')
})

it('only what sends the primary alone is called so', () => {
  const nameFor = (cards: ModelCard[], count: number) =>
    nameTogether(narrowModels(cards, DEFAULT_RUN_SETTINGS, count), DEFAULT_RUN_SETTINGS)
  expect(nameFor([one, other, words], 12)).toBe('Primary only')
  expect(nameFor([ten, words], 16)).toBe('First 10')
  expect(nameFor([one, ten], 16)).toBe('Together')
})

it('a model that takes no photo, or all of them, is not narrow', () => {
  expect(narrowModels([words, ten], DEFAULT_RUN_SETTINGS, 10)).toEqual([])
})
