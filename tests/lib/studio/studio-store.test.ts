import { expect, it } from 'vitest'
import { applyEvent, applySnapshot } from '@/lib/studio/studio-store'
import { uuidOf } from '@/tests/support/node-views'
import { createTestStore } from '@/tests/support/studio-screen'

const snapshot = {
  project: { id: uuidOf('project'), name: 'Project' },
  inputs: [],
  nodes: [],
  availability: {},
}

it('goes on where a new snapshot ends, also when the server counts anew', () => {
  const { store } = createTestStore({})
  store.getState().applyEventId(57)
  applySnapshot(store, { ...snapshot, lastEventId: 3 })
  expect(store.getState().lastEventId).toBe(3)
})

it('never goes back for an event that comes late', () => {
  const { store } = createTestStore({})
  store.getState().applyEventId(57)
  store.getState().applyEventId(56)
  expect(store.getState().lastEventId).toBe(57)
})

it('lets pass what a newer server tells of', () => {
  const { store } = createTestStore({})
  const { availability } = store.getState()
  applyEvent(store, { type: 'weather' } as never)
  expect(store.getState().availability).toBe(availability)
})
