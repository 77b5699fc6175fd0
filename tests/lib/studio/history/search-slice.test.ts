import { expect, it } from 'vitest'
import { NO_QUERY } from '@/lib/history/search/search'
import { createTestStore } from '@/tests/support/studio-screen'

it('brings the filters back that were kept, and leaves the words that were typed by then', async () => {
  const kept = new Map([['kept', JSON.stringify({ ...NO_QUERY, states: ['failed'] })]])
  const drafts = {
    read: (key: string) => (key.startsWith('afterimage:history:') ? (kept.get('kept') ?? null) : null),
    write: (_key: string, text: string) => void kept.set('kept', text),
  }
  const { store } = createTestStore({ parts: { drafts } })
  store.getState().searchHistory({ text: 'vignette' })
  await store.getState().restoreQuery()
  expect(store.getState().query).toMatchObject({ text: 'vignette', states: ['failed'] })
  store.getState().searchHistory({ states: [] })
  expect(JSON.parse(kept.get('kept') ?? '')).toMatchObject({ text: '', states: [] })
})
