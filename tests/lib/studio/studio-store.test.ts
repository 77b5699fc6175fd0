import { expect, it } from 'vitest'
import { keyOfNode } from '@/lib/history/node-key'
import { applyEvent, applySnapshot } from '@/lib/studio/studio-store'
import { editView, rootView, uuidOf } from '@/tests/support/node-views'
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

it('shows what is nearest when the shown result is deleted elsewhere', () => {
  const root = rootView('cat')
  const shown = editView('shown', { inputImageId: root.image.id, rootImageId: root.image.id })
  const { store } = createTestStore({ nodes: [root, shown] })
  store.getState().show(keyOfNode(shown))
  applyEvent(store, { type: 'removed', nodes: [{ kind: 'edit', id: shown.id }] })
  expect(store.getState().selected).toEqual([keyOfNode(root)])
})

it('leaves what is chosen alone, down to its identity, when something else is deleted elsewhere', () => {
  const [shown, other] = [editView('shown'), editView('other')]
  const { store } = createTestStore({ nodes: [shown, other] })
  store.getState().show(keyOfNode(shown))
  const { selected } = store.getState()
  applyEvent(store, { type: 'removed', nodes: [{ kind: 'edit', id: other.id }] })
  expect(store.getState().selected).toBe(selected)
})

it('takes back only the star when starring is refused, not what was told of the edit meanwhile', async () => {
  const edit = editView('running', { state: 'polling' })
  const { store } = createTestStore({
    nodes: [edit],
    commands: {
      starNode: async () => {
        store.getState().applyNodes([{ ...edit, state: 'succeeded', starred: true }])
        return { ok: false, error: { code: 'internal', message: 'No.' } }
      },
    },
  })
  await store.getState().star(keyOfNode(edit))
  expect(store.getState().nodes[keyOfNode(edit)]).toMatchObject({ state: 'succeeded', starred: false })
})
