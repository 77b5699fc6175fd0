import { expect, it } from 'vitest'
import { wordOfState } from '@/lib/studio/facts'
import { editView } from '@/tests/support/node-views'

it('what the local engine works on is not said to be sent', () => {
  const wordOf = (modelId: string) => wordOfState(editView('warm', { modelId, state: 'dispatching' }))
  expect(['local/engine', 'local/composite', 'aiml/bytedance-seedream-v4-edit'].map(wordOf)).toEqual([
    'Working',
    'Working',
    'Sending',
  ])
})
