import { expect, it } from 'vitest'
import { DEFAULT_RUN_SETTINGS } from '@/lib/edits/default-settings'
import { describeNarrow, narrowModels } from '@/lib/studio/composer/narrow-models'
import { createCard } from '@/tests/support/cards'

const taking = (max: number, shortName: string) =>
  createCard({ id: `aiml/${shortName}`, shortName, inputs: { min: 0, max, formats: ['png'], maxBytes: 1 } })
const [one, other, ten, words] = [taking(1, 'One'), taking(1, 'Other'), taking(10, 'Ten'), taking(0, 'Words')]

it('models that take fewer photos than there are are told together', () => {
  const narrow = narrowModels([one, other, ten, words], DEFAULT_RUN_SETTINGS, 12)
  expect(describeNarrow(narrow, DEFAULT_RUN_SETTINGS, 12)).toBe(
    'One and Other take 1 of 12; Ten takes 10 of 12',
  )
})

it('a model that takes no photo, or all of them, is not narrow', () => {
  expect(narrowModels([words, ten], DEFAULT_RUN_SETTINGS, 10)).toEqual([])
})
