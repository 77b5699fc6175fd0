import { expect, it } from 'vitest'
import { keyOfNode } from '@/lib/history/node-key'
import type { Drafts } from '@/lib/studio/slice'
import { rememberLook } from '@/lib/studio/stage/last-look'
import { editView, rootView } from '@/tests/support/node-views'
import { createTestStore, silentHistory } from '@/tests/support/studio-screen'

const cat = rootView('cat')
const of = { inputImageId: cat.image.id, rootImageId: cat.image.id }
const old = editView('old', { ...of, createdAt: '2026-01-01T00:00:00.000Z' })
const other = editView('other', { ...of, createdAt: '2026-01-02T00:00:00.000Z' })
const newest = editView('newest', { ...of, createdAt: '2026-01-03T00:00:00.000Z' })
const [oldKey, otherKey, newestKey] = [keyOfNode(old), keyOfNode(other), keyOfNode(newest)]

function createDrafts(kept = new Map<string, string>()): Drafts {
  return { read: (key) => kept.get(key) ?? null, write: (key, value) => void kept.set(key, value) }
}

/** The page as it is loaded. */
function open(
  drafts: Drafts,
  given: Parameters<typeof createTestStore>[0] = { nodes: [cat, old, other, newest] },
  isAsked = false,
) {
  const { store } = createTestStore(given)
  const leave = rememberLook(store, drafts, isAsked)
  return { store, state: store.getState, leave }
}
/** Long enough for what was kept to be shown. */
const settle = async () => {
  await import('@/lib/studio/stage/look-again')
  await new Promise(setImmediate)
}
async function openAgain(...given: Parameters<typeof open>) {
  const page = open(...given)
  await settle()
  return page.state()
}

it('shows after a reload what was looked at, in the same view', async () => {
  const drafts = createDrafts()
  const { state } = open(drafts)
  state().show(oldKey)
  state().chooseView('overlay')
  const again = open(drafts)
  expect(again.state().selected).toEqual([newestKey])
  await settle()
  expect(again.state()).toMatchObject({ selected: [oldKey], view: 'overlay' })
})

it('brings a comparison back', async () => {
  const drafts = createDrafts()
  const { state } = open(drafts)
  state().show(oldKey)
  state().compareWith(otherKey)
  state().chooseView('single')
  expect(await openAgain(drafts)).toMatchObject({ selected: [oldKey, otherKey], view: 'single' })
})

it('shows the newest where all of that is gone, and otherwise what is left of it', async () => {
  const drafts = createDrafts()
  const { state } = open(drafts)
  state().show(oldKey)
  const without = { nodes: [cat, other, newest] }
  expect((await openAgain(drafts, without)).selected).toEqual([newestKey])
  state().compareWith(otherKey)
  expect((await openAgain(drafts, without)).selected).toEqual([otherKey])
})

it('reads what is not here of a long history first', async () => {
  const drafts = createDrafts()
  open(drafts).state().show(oldKey)
  const long = {
    nodes: [cat, newest],
    excerpt: { rows: [], startRow: 0, rowCount: 900, topRow: 0 },
    parts: { history: { ...silentHistory, readSurroundings: async () => [cat, old] } },
  }
  expect((await openAgain(drafts, long)).selected).toEqual([oldKey])
})

it('leaves alone what was chosen before it was there, and what an address asks for', async () => {
  const drafts = createDrafts()
  open(drafts).state().show(oldKey)
  const quick = open(drafts)
  quick.state().chooseView('blink')
  await settle()
  expect(quick.state()).toMatchObject({ selected: [newestKey], view: 'blink' })

  open(drafts).state().show(oldKey)
  expect((await openAgain(drafts, undefined, true)).selected).toEqual([newestKey])
})

it('keeps the view from before a mask, and nothing once the page is left', async () => {
  const drafts = createDrafts()
  const { store, state, leave } = open(drafts)
  state().show(otherKey)
  store.setState({ masking: { viewBefore: 'blink' } as never, view: 'changes' })
  leave()
  state().show(oldKey)
  expect(await openAgain(drafts)).toMatchObject({ selected: [otherKey], view: 'blink' })
})

it.each(['{', 'null', '{"view":"upside down","selected":[]}', '{"view":"split","selected":"all"}'])(
  'passes over what another version kept: %s',
  async (kept) => {
    expect((await openAgain({ read: () => kept, write: () => {} })).selected).toEqual([newestKey])
  },
)
