import { expect, it } from 'vitest'
import { DEFAULT_RUN_SETTINGS } from '@/lib/edits/default-settings'
import { listSentInputs } from '@/lib/studio/composer/sent-inputs'
import type { InputItem } from '@/lib/studio/inputs/input-list'
import { createCard } from '@/tests/support/cards'
import { imageIdOf, imageView } from '@/tests/support/node-views'

const item = (word: string, width: number): InputItem => ({
  state: 'ready',
  key: word,
  name: word,
  input: {
    imageId: imageIdOf(word),
    editId: null,
    name: word,
    image: { ...imageView(word, width), id: imageIdOf(word) },
  },
})
const items = [item('small', 800), item('large', 4000)]
const draft = {
  prompt: 'warm',
  modelIds: [],
  settings: DEFAULT_RUN_SETTINGS,
  inputMode: 'primary' as const,
  inputs: items.flatMap((each) => (each.state === 'ready' ? [each.input] : [])),
  sweep: {},
}
const one = createCard({ id: 'aiml/one', shortName: 'One' })
const two = createCard({
  id: 'aiml/two',
  shortName: 'Two',
  inputs: { min: 1, max: 2, formats: ['png'], maxBytes: 1e7, maxSidePx: 2000 },
})
const local = createCard({ id: 'local/engine', provider: 'local', shortName: 'Local' })

it('says of each input what is done to it for which model', () => {
  expect(listSentInputs(draft, [one, two, local], items).map(({ forms }) => forms)).toEqual([
    [{ models: ['One', 'Two'], words: 'Sent as it is, without metadata' }],
    [{ models: ['Two'], words: 'Scaled to 2000 × 300, without metadata' }],
  ])
})

it('says and shows which part is sent for a selection alone', () => {
  const box = { x: 1000, y: 100, width: 800, height: 100 }
  const selection = { imageId: imageIdOf('large'), box, maskImageId: null, isAlone: true }
  const [, large] = listSentInputs(
    { ...draft, inputs: [...draft.inputs].reverse(), selection },
    [one, local],
    items,
  )
  expect(large?.forms).toEqual([
    {
      models: ['One'],
      words: 'Cropped to 1200 × 512, without metadata',
      within: { x: 800, y: 0, width: 1200, height: 512 },
    },
  ])
})

it('says that nothing leaves this machine for the local engine', () => {
  expect(listSentInputs(draft, [local], items).every(({ forms }) => forms.length === 0)).toBe(true)
})
