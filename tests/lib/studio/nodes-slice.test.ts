import { expect, it } from 'vitest'
import { keyOfEdit } from '@/lib/history/node-key'
import { editView } from '@/tests/support/node-views'
import { createTestStore } from '@/tests/support/studio-screen'

it('an event that overtook the answer of its command is not undone by it', () => {
  const done = editView('fast', { state: 'failed' })
  const { store } = createTestStore({})
  store.getState().applyNodes([done])
  store.getState().addNodes([{ ...done, state: 'queued' }, editView('new')])
  const { nodes } = store.getState()
  expect(nodes[keyOfEdit(done.id)]).toMatchObject({ state: 'failed' })
  expect(Object.keys(nodes)).toHaveLength(2)
})
