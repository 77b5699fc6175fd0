// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { History } from '@/components/history/history'
import { keyOfNode } from '@/lib/history/node-key'
import type { StudioCommands } from '@/lib/studio/commands'
import { editView, rootView } from '@/tests/support/node-views'
import { createTestStore, renderWith, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()

const cat = rootView('cat')
const blue = editView('blue', {
  inputImageId: cat.image.id,
  rootImageId: cat.image.id,
  prompt: 'make the eyes blue',
})
const dusk = editView('dusk', {
  parentEditId: blue.id,
  inputImageId: blue.image!.id,
  rootImageId: cat.image.id,
  state: 'polling',
  image: null,
})

async function show(commands: Partial<StudioCommands> = {}) {
  const { store, given } = createTestStore({ nodes: [cat, blue, dusk], commands })
  renderWith(store, <History />)
  // The tree is fetched when there is one.
  await screen.findByRole('tree')
  return { store, given }
}
const items = () => screen.getAllByRole('treeitem')
const item = (name: RegExp) => screen.getByRole('treeitem', { name })
const focusedLevel = () => document.activeElement?.getAttribute('aria-level')

describe('the tree', () => {
  it('names levels, open branches, selection and work under way', async () => {
    await show()
    expect(screen.getByRole('tree', { name: 'Edit history' })).toBeTruthy()
    expect(items().map((row) => row.getAttribute('aria-level'))).toEqual(['1', '2', '3'])
    expect(item(/cat.jpg/).getAttribute('aria-expanded')).toBe('true')
    expect(item(/dusk/).getAttribute('aria-busy')).toBe('true')
    expect(item(/dusk/).hasAttribute('aria-expanded')).toBe(false)
    const thumb = item(/eyes blue/).querySelector('img')
    expect(thumb?.getAttribute('src')).toBe(`/api/images/${blue.image?.id}/thumb`)
    expect(thumb?.getAttribute('loading')).toBe('lazy')
  })

  it('is one stop for Tab and is walked by arrows', async () => {
    await show()
    expect(items().filter((row) => row.tabIndex === 0)).toHaveLength(1)
    act(() => item(/cat.jpg/).focus())
    await userEvent.keyboard('{ArrowDown}')
    expect(focusedLevel()).toBe('2')
    await userEvent.keyboard('{ArrowLeft}')
    expect(items()).toHaveLength(2)
    await userEvent.keyboard('{ArrowRight}{ArrowRight}')
    expect(focusedLevel()).toBe('3')
  })

  it('shows by Enter and compares by Shift and Enter', async () => {
    const { store } = await show()
    act(() => item(/eyes blue/).focus())
    await userEvent.keyboard('{Enter}')
    expect(store.getState().selected).toEqual([keyOfNode(blue)])
    await userEvent.keyboard('{ArrowDown}{Shift>}{Enter}{/Shift}')
    expect(store.getState().selected).toEqual([keyOfNode(blue), keyOfNode(dusk)])
  })

  it('takes a second one into the comparison by Ctrl and a click', async () => {
    const { store } = await show()
    const user = userEvent.setup()
    await user.click(item(/eyes blue/))
    await user.keyboard('{Control>}')
    await user.click(item(/cat.jpg/))
    await user.keyboard('{/Control}')
    expect(store.getState().selected).toEqual([keyOfNode(blue), keyOfNode(cat)])
    expect(items().filter((row) => row.getAttribute('aria-selected') === 'true')).toHaveLength(2)
  })

  it('deletes by key, says so, and brings everything back', async () => {
    const removed = [keyOfNode(blue), keyOfNode(dusk)].map((key) => ({
      kind: 'edit' as const,
      id: key.slice('edit:'.length),
    }))
    const { store, given } = await show({ deleteNodes: async () => ({ ok: true, removed }) })
    act(() => item(/eyes blue/).focus())
    await userEvent.keyboard('{Delete}')
    expect(items()).toHaveLength(1)
    expect(store.getState().notices[0]?.text).toBe('Deleted “make the eyes blue” and 1 under it')
    await act(async () => void store.getState().undoLast())
    expect(given.restoreNodes?.[0]?.[1]).toEqual(removed)
    expect(items()).toHaveLength(3)
  })

  it('acts on the item that has the focus', async () => {
    const { store, given } = await show()
    act(() => item(/eyes blue/).focus())
    await userEvent.keyboard('s')
    expect(given.starNode?.[0]?.[2]).toBe(true)
    await userEvent.keyboard('c')
    expect(store.getState().prompt).toBe('make the eyes blue')
    expect(store.getState().items[0]).toMatchObject({ input: { editId: blue.id } })
  })

  it('takes back a star that the server refused, and says why', async () => {
    const error = { code: 'not_found' as const, message: 'This does not exist any more.' }
    const { store } = await show({ starNode: async () => ({ ok: false, error }) })
    await act(() => store.getState().star(keyOfNode(blue)))
    expect(store.getState().nodes[keyOfNode(blue)]?.starred).toBe(false)
    expect(screen.getByRole('alert').textContent).toBe(error.message)
  })
})

describe('search', () => {
  it('keeps what matches, with the branch above it, and marks the words', async () => {
    await show()
    await userEvent.keyboard('/')
    expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Search history' }))
    await userEvent.keyboard('BLUE')
    expect(items()).toHaveLength(2)
    expect(within(item(/eyes blue/)).getByText('blue').tagName).toBe('MARK')
    await userEvent.keyboard('{Escape}')
    expect(items()).toHaveLength(3)
  })

  it('says so when nothing matches', async () => {
    await show()
    await userEvent.type(screen.getByRole('searchbox'), 'zebra')
    expect(screen.getByText('Nothing in the history matches.')).toBeTruthy()
  })
})

it('draws a window of ten thousand edits', async () => {
  const many = Array.from({ length: 10_000 }, (_, index) =>
    editView(`edit ${index}`, { inputImageId: cat.image.id }),
  )
  const { store } = createTestStore({ nodes: [cat, ...many] })
  renderWith(store, <History />)
  await screen.findByRole('tree')
  expect(items().length).toBeLessThan(60)
  expect(screen.getByText('10000 edits', { selector: '[role=status]' })).toBeTruthy()
})
