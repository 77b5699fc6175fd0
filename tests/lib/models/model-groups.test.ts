import { expect, it } from 'vitest'
import type { Availabilities } from '@/lib/models/availability'
import { MODELS } from '@/lib/models/catalogue'
import { groupModels, orderModels } from '@/lib/models/model-groups'

const ready = Object.fromEntries(MODELS.map(({ id }) => [id, { state: 'ready' as const }]))
const [local, ...cloud] = MODELS
const live = cloud.filter(({ lifecycle }) => lifecycle.status === 'live')
const legacy = cloud.filter(({ lifecycle }) => lifecycle.status === 'legacy')
const told = (availability: Availabilities) =>
  groupModels(MODELS, availability).map(({ heading, cards }) => [heading, cards.map(({ id }) => id)])
const inOrder = (availability: Availabilities) => orderModels(MODELS, availability).map(({ id }) => id)
const idsOf = (cards: typeof MODELS) => cards.map(({ id }) => id)

it('the local engine comes first, and what its vendor no longer supports last, though it can be tried', () => {
  expect(legacy.length).toBeGreaterThan(0)
  expect(told(ready)).toEqual([
    [null, idsOf([local!, ...live])],
    ['No longer supported', idsOf(legacy)],
  ])
})

it('a model that was withdrawn leaves its place for the end', () => {
  const [first, ...others] = live
  const withdrawn = { ...ready, [first!.id]: { state: 'withdrawn' as const, reason: 'It answered 404.' } }
  const last = MODELS.filter((card) => card === first || legacy.includes(card))
  expect(told(withdrawn)).toEqual([
    [null, idsOf([local!, ...others])],
    ['No longer supported', idsOf(last)],
  ])
  expect(inOrder(withdrawn)).toEqual(idsOf([local!, ...others, ...last]))
})

it('models without a key stand together, each key said once', () => {
  const without = Object.fromEntries(
    MODELS.map(({ id, provider }) => [
      id,
      provider === 'local'
        ? { state: 'ready' as const }
        : { state: 'no_key' as const, variable: provider === 'aiml' ? 'AIML_API_KEY' : 'PIXAZO_API_KEY' },
    ]),
  )
  expect(inOrder(without)).toEqual(told(without).flatMap(([, ids]) => ids))
  expect(told(without).map(([heading]) => heading)).toEqual([
    null,
    'Needs a key: set AIML_API_KEY and start again.',
    'Needs a key: set PIXAZO_API_KEY and start again.',
    'No longer supported',
  ])
})
