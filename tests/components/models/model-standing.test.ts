import { expect, it } from 'vitest'
import { standingOf } from '@/components/models/model-standing'
import { MODELS } from '@/lib/models/catalogue'

const [local] = MODELS
const legacy = MODELS.find(({ lifecycle }) => lifecycle.status === 'legacy')
const withdrawn = { state: 'withdrawn', reason: 'It answered 404.' } as const

it.each([
  [local, { state: 'ready' }, 'ready'],
  [local, { state: 'no_key', variable: 'KEY' }, 'no_key'],
  [local, withdrawn, 'ended'],
  [legacy, { state: 'ready' }, 'ended'],
  [legacy, { state: 'no_key', variable: 'KEY' }, 'ended'],
] as const)(
  'counts a model once, and what is no longer supported as ready nowhere',
  (card, told, standing) => {
    expect(standingOf(card!, told)).toBe(standing)
  },
)
