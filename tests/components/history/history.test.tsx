// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { History } from '@/components/history/history'
import MoveDialog from '@/components/history/move-dialog'
import type { HistoryExcerpt, NodeView, TreeRow } from '@/lib/edits/view'
import { keyOfEdit, keyOfNode, refOf } from '@/lib/history/node-key'
import type { OutlineReply } from '@/lib/history/outline/outline-reply'
import { type HistorySearch, NO_QUERY } from '@/lib/history/search/search'
import type { StudioCommands } from '@/lib/studio/commands'
import type { Drafts, HistoryReads } from '@/lib/studio/slice'
import { applyEvent, applySnapshot, type StudioStore } from '@/lib/studio/studio-store'
import { editView, rootView, uuidOf } from '@/tests/support/node-views'
import { createTestStore, renderWith, silentHistory, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()
// Fetched with the first command; here it is at hand from the beginning.
beforeAll(() => import('@/lib/studio/history/node-actions'))

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

const show = (commands: Partial<StudioCommands> = {}) => showWith({ commands })

async function showWith(change: Partial<Parameters<typeof createTestStore>[0]>) {
  const { store, given } = createTestStore({ nodes: [cat, blue, dusk], ...change })
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
    // In sight when the page opens: asked for with it.
    expect(thumb?.hasAttribute('loading')).toBe(false)
  })

  it('tells the share apart from the words about it, which may give way', async () => {
    const warm = editView('warm', {
      inputImageId: cat.image.id,
      rootImageId: cat.image.id,
      keptShare: 0.988,
      changeKind: 'regions_and_tone',
    })
    await showWith({ nodes: [cat, warm] })
    const row = within(item(/warm/))
    expect(row.getByText('kept 98.8 %').className).toContain('shrink-0')
    expect(row.getByText(', tone changed')).toBeTruthy()
  })

  it('asks for the pictures further down when they come into sight', async () => {
    const more = Array.from({ length: 20 }, (_, index) =>
      editView(`more ${index}`, { inputImageId: cat.image.id, rootImageId: cat.image.id }),
    )
    await showWith({ nodes: [cat, ...more] })
    const loading = items().map((row) => row.querySelector('img')?.getAttribute('loading'))
    expect(loading).toEqual([...Array(16).fill(null), ...Array(5).fill('lazy')])
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

  it('hands the focus of what was deleted to what is shown in its place, or else to what moved up', async () => {
    const other = editView('other', { inputImageId: cat.image.id, rootImageId: cat.image.id })
    const remove = (...gone: NodeView[]) =>
      showWith({
        nodes: [cat, blue, dusk, other],
        commands: { deleteNodes: async () => ({ ok: true, removed: gone.map(refOf) }) },
      })
    const { store } = await remove(dusk)
    act(() => store.getState().show(keyOfNode(dusk)))
    act(() => item(/dusk/).focus())
    await userEvent.keyboard('{Delete}')
    expect(store.getState().selected).toEqual([keyOfNode(blue)])
    expect(document.activeElement).toBe(item(/eyes blue/))

    act(() => store.getState().show(keyOfNode(cat)))
    act(() => item(/eyes blue/).focus())
    act(() => store.getState().loseNodes([refOf(blue)]))
    expect(store.getState().selected).toEqual([keyOfNode(cat)])
    expect(document.activeElement).toBe(item(/other/))
  })

  it('leaves the focus where it is when somebody else deletes something', async () => {
    const { store } = await show()
    act(() => screen.getByRole('searchbox').focus())
    act(() => store.getState().loseNodes([refOf(dusk)]))
    expect(document.activeElement).toBe(screen.getByRole('searchbox'))
  })

  it('deletes all that are chosen at once, with one way back', async () => {
    const removed = [blue, dusk].map(({ id }) => ({ kind: 'edit' as const, id }))
    const { store, given } = await show({ deleteNodes: async () => ({ ok: true, removed }) })
    act(() => store.getState().show(keyOfNode(blue)))
    act(() => store.getState().compareWith(keyOfNode(dusk)))
    await userEvent.click(screen.getByRole('button', { name: 'Delete 2 items' }))
    expect(given.deleteNodes?.[0]?.[1]).toEqual(removed)
    expect(store.getState().notices.map(({ text }) => text)).toEqual(['Deleted 2 items'])
    expect(screen.queryByRole('toolbar', { name: 'Chosen items' })).toBeNull()
    expect(document.activeElement).toBe(item(/cat.jpg/))
  })

  it.each([
    ['polling', undefined, 'Cancel'],
    ['storing', undefined, undefined],
    ['failed', 'no', 'Retry'],
    ['failed', 'yes', 'Check'],
    ['outcome_unknown', 'unknown', 'Check'],
  ] as const)(
    'offers for an edit that is %s (charged: %s) first of all: %s',
    async (state, billed, first) => {
      const failure = billed && { code: 'internal' as const, message: 'It broke off.', billed, hints: [] }
      const paid = editView('paid', {
        inputImageId: cat.image.id,
        rootImageId: cat.image.id,
        modelId: 'aiml/seededit-3.0',
        state,
        image: null,
        failure: failure ?? null,
      })
      const { given } = await showWith({ nodes: [cat, blue, paid] })
      // jsdom has no popovers of its own.
      Object.assign(HTMLElement.prototype, { showPopover: () => {}, hidePopover: () => {} })
      await userEvent.pointer({ target: item(/paid/), keys: '[MouseRight]' })
      const [top] = await screen.findAllByRole('menuitem', { hidden: true })
      const outs = ['Cancel', 'Retry', 'Check']
      expect(outs.includes(top!.textContent!) ? top!.textContent : undefined).toBe(first)
      if (first !== 'Check') return
      await userEvent.click(top!)
      expect(given.checkEdit).toEqual([[paid.id]])
    },
  )

  it('moves what is chosen to another project, and back', async () => {
    const moved = [{ kind: 'edit' as const, id: dusk.id }]
    const made = [{ kind: 'root' as const, imageId: blue.image!.id }]
    const other = { id: uuidOf('other'), name: 'Autumn menu' }
    const { store, given } = await show({
      loadProjects: async () => ({ ok: true, projects: [{ id: uuidOf('project'), name: 'This' }, other] }),
      moveNodes: async () => ({ ok: true, projectId: other.id, moved, made }),
    })
    // jsdom has no dialogs of its own.
    HTMLDialogElement.prototype.showModal = function showModal() {
      this.open = true
    }
    act(() => store.getState().show(keyOfNode(blue)))
    act(() => store.getState().compareWith(keyOfNode(dusk)))
    await userEvent.click(screen.getByRole('button', { name: 'Move to another project' }))
    const button = await screen.findByRole('button', { name: 'Move', hidden: true })
    await screen.findByRole('option', { name: 'Autumn menu' })
    expect(screen.getAllByRole('option')).toHaveLength(2)
    await userEvent.click(button)
    expect(given.moveNodes?.[0]?.slice(0, 2)).toEqual([uuidOf('project'), other.id])
    expect(items()).toHaveLength(2)
    expect(store.getState().notices[0]?.text).toBe('Moved one item to “Autumn menu”')
    await act(async () => void store.getState().undoLast())
    expect(given.moveNodes?.[1]).toEqual([other.id, uuidOf('project'), moved])
    expect(given.deleteNodes?.[0]).toEqual([other.id, made])
  })

  it('says so where the other projects cannot be asked for', async () => {
    const { store } = createTestStore({ nodes: [cat] })
    store.setState({ listOtherProjects: () => Promise.reject(new Error('Failed to fetch a module')) })
    HTMLDialogElement.prototype.showModal = function showModal() {
      this.open = true
    }
    renderWith(store, <MoveDialog keys={[keyOfNode(cat)]} onClose={() => {}} />)
    expect((await screen.findByRole('alert')).textContent).toContain('The server does not answer')
  })

  it('acts on the item that has the focus', async () => {
    const { store, given } = await show()
    act(() => item(/eyes blue/).focus())
    await userEvent.keyboard('s')
    expect(given.starNode?.[0]?.[2]).toBe(true)
    await userEvent.keyboard('c')
    await waitFor(() => expect(store.getState().prompt).toBe('make the eyes blue'))
    expect(store.getState().items[0]).toMatchObject({ input: { editId: blue.id } })
  })

  it('goes on from a composite without taking its title for an instruction', async () => {
    const kept = editView('Keep everything else', {
      modelId: 'local/composite',
      inputImageId: cat.image.id,
      rootImageId: cat.image.id,
    })
    const { store } = await showWith({ nodes: [cat, blue, kept] })
    act(() => store.getState().writePrompt('warmer'))
    await act(() => store.getState().continueFrom(keyOfNode(kept)))
    expect(store.getState().prompt).toBe('warmer')
    expect(store.getState().items[0]).toMatchObject({ input: { editId: kept.id, name: cat.name } })
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
  // Fetched by the first search; here it is to be no slower than the next one.
  beforeAll(() => import('@/lib/studio/history/searcher'))

  const show = (findNodes: HistoryReads['findNodes'], drafts?: Partial<Drafts>) =>
    showWith({
      parts: {
        history: { ...silentHistory, findNodes },
        drafts: { read: () => null, write: () => {}, ...drafts },
      },
    })

  it('keeps what matches, with the branch above it, and marks the words', async () => {
    await show(async (_signal, _id, { text }) => (text === 'BLUE' ? [keyOfNode(blue)] : []))
    await userEvent.keyboard('/')
    expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Search history' }))
    await userEvent.keyboard('BLUE')
    expect(items()).toHaveLength(2)
    expect(screen.getByText('1 found')).toBeTruthy()
    expect(within(item(/eyes blue/)).getByText('blue').tagName).toBe('MARK')
    await userEvent.keyboard('{Escape}')
    expect(items()).toHaveLength(3)
  })

  it('has what it needs fetched when somebody is about to search', async () => {
    const prepare = vi.fn(async () => {})
    await showWith({ parts: { history: { ...silentHistory, prepare } } })
    expect(prepare).not.toHaveBeenCalled()
    await userEvent.click(screen.getByRole('searchbox'))
    await expect.poll(() => prepare).toHaveBeenCalledOnce()
  })

  it('says which filter to lift when nothing matches', async () => {
    const { store } = await show(async (_signal, _id, { text, isStarredOnly }) =>
      text === 'dusk' && !isStarredOnly ? [keyOfNode(dusk)] : [],
    )
    await userEvent.click(screen.getByRole('button', { name: 'Show starred only' }))
    await userEvent.type(screen.getByRole('searchbox'), 'dusk')
    expect(screen.getByText('Nothing in the history matches.')).toBeTruthy()
    await userEvent.click(await screen.findByRole('button', { name: 'Without “Starred”: 1' }))
    expect(items()).toHaveLength(3)
    expect(store.getState().query).toMatchObject({ text: 'dusk', isStarredOnly: false })
  })

  it('asks again when something has changed, and shows work that now matches', async () => {
    let matching = [keyOfNode(blue)]
    const { store } = await show(async () => matching)
    await userEvent.type(screen.getByRole('searchbox'), 'e')
    expect(items()).toHaveLength(2)
    matching = [keyOfNode(blue), keyOfNode(dusk)]
    await act(async () => applyEvent(store, { type: 'node', node: { ...dusk, state: 'succeeded' } }))
    expect(items()).toHaveLength(3)
  })

  it('narrows by what is chosen in the row of filters, and remembers it', async () => {
    const asked: HistorySearch[] = []
    const kept: string[] = []
    await show(
      async (_signal, _id, search) => {
        asked.push(search)
        return [keyOfNode(blue)]
      },
      { write: (_key, value) => kept.push(value) },
    )
    await userEvent.click(screen.getByRole('button', { name: 'Filters' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Kept' }))
    const least = screen.getByRole('spinbutton', { name: 'Kept at least, in percent' })
    await userEvent.clear(least)
    await userEvent.type(least, '80')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Order' }), 'Most kept first')
    expect(asked.at(-1)).toMatchObject({ keptPercent: 80, sort: 'kept' })
    expect(JSON.parse(kept.at(-1)!)).toMatchObject({ keptPercent: 80, sort: 'kept', text: '' })
    expect(items().map((row) => row.getAttribute('aria-level'))).toEqual(['1'])
    await userEvent.click(screen.getByRole('button', { name: 'Lift Kept' }))
    expect(asked.at(-1)).toMatchObject({ keptPercent: null })
  })

  it('deletes all that failed at once, but nothing that was tried again or that a check may still bring', async () => {
    // jsdom knows no popovers.
    Object.assign(HTMLElement.prototype, { showPopover: () => {}, hidePopover: () => {} })
    const failed = ['one', 'two', 'three'].map((word) =>
      editView(word, { state: 'failed', image: null, inputImageId: cat.image.id, rootImageId: cat.image.id }),
    )
    const charged = editView('charged', {
      ...failed[0],
      id: uuidOf('charged'),
      failure: { code: 'corrupt_image', message: 'It cannot be read.', billed: 'yes', hints: [] },
    })
    // One that was never in sight: the page knows nothing of it but its name.
    const unseen = keyOfEdit(uuidOf('unseen'))
    const { store, given } = createTestStore({
      nodes: [cat, blue, ...failed, charged],
      parts: {
        history: {
          ...silentHistory,
          findNodes: async (_signal, _projectId, { isBeyondCheck }) =>
            isBeyondCheck
              ? [...failed.map(keyOfNode), unseen]
              : [...[...failed, charged].map(keyOfNode), unseen, keyOfEdit(uuidOf('unseen charged'))],
        },
      },
      commands: {
        deleteNodes: async (_projectId, refs) => ({ ok: true, removed: refs }),
      },
    })
    renderWith(store, <History />)
    await screen.findByRole('tree')
    await userEvent.click(screen.getByRole('button', { name: 'Filters' }))
    await userEvent.click(await screen.findByRole('button', { name: 'State' }))
    await userEvent.click(screen.getByRole('menuitem', { name: 'Failed', hidden: true }))
    expect(await screen.findByRole('button', { name: 'Delete 4 failed' })).toBeTruthy()
    await act(async () => store.getState().applyNodes([{ ...failed[2]!, state: 'queued' } as NodeView]))
    await userEvent.click(screen.getByRole('button', { name: 'Delete 3 failed' }))
    const deleted = [...failed.slice(0, 2).map(refOf), { kind: 'edit', id: uuidOf('unseen') }]
    expect(given.deleteNodes).toEqual([[uuidOf('project'), deleted]])
    expect(store.getState()).toMatchObject({ found: null, query: { states: [] } })
    expect(store.getState().notices[0]).toMatchObject({ text: 'Deleted 3 items' })
    expect(document.activeElement?.getAttribute('role')).toBe('treeitem')
    act(() => void store.getState().undoLast())
    expect(given.restoreNodes).toHaveLength(1)
  })

  it('comes back with the filters that were kept', async () => {
    const kept = JSON.stringify({ ...NO_QUERY, states: ['failed'], text: 'gone' })
    const { store } = await show(async () => [], { read: () => kept })
    expect(await screen.findByRole('button', { name: 'State: Failed' })).toBeTruthy()
    expect(store.getState().query).toMatchObject({ states: ['failed'], text: '' })
    await userEvent.click(screen.getByRole('button', { name: 'Show everything' }))
    expect(items()).toHaveLength(3)
  })
})

it('tells the edits of a sweep apart by their values', async () => {
  const swept = editView('warmer', {
    cell: { guidance: 4, seed: 17 },
    inputImageId: cat.image.id,
    keptShare: 0.5,
  })
  const { store } = createTestStore({ nodes: [cat, swept] })
  renderWith(store, <History />)
  await screen.findByRole('tree')
  expect(items()[1]?.textContent).toContain('guidance 4, seed 17')
  expect(items()[1]?.title).toBe('warmer, guidance 4, seed 17')
})

it('draws a window of ten thousand edits', async () => {
  const many = Array.from({ length: 10_000 }, (_, index) =>
    editView(`edit ${index}`, { inputImageId: cat.image.id }),
  )
  const { store } = createTestStore({ nodes: [cat, ...many] })
  renderWith(store, <History />)
  await screen.findByRole('tree')
  expect(items().length).toBeLessThan(60)
  expect(screen.getByText('10,000 edits', { selector: '[role=status]' })).toBeTruthy()
})

describe('a long history', () => {
  const others = Array.from({ length: 300 }, (_, index) =>
    editView(`edit ${index}`, { inputImageId: cat.image.id, rootImageId: cat.image.id }),
  )
  const rowOf = (view: NodeView, index: number): TreeRow => ({
    key: keyOfNode(view),
    parentKey: keyOfNode(cat),
    level: 2,
    position: index + 1,
    siblings: 300,
    under: 0,
  })
  const excerpt: HistoryExcerpt = {
    rows: others.slice(200, 210).map((view, index) => rowOf(view, 200 + index)),
    startRow: 201,
    rowCount: 301,
    topRow: 201,
  }
  const outline: OutlineReply = {
    edits: others.map(({ id }, index) => [id, 300, index, 0]),
    roots: [[cat.image.id, 0]],
  }

  it('begins with its excerpt, takes in the outline, and asks for the rows that come into sight', async () => {
    const asked: string[] = []
    const { store } = createTestStore({
      nodes: [cat, ...others.slice(200, 210)],
      excerpt,
      parts: {
        history: {
          ...silentHistory,
          readOutline: async () => outline,
          readNodes: async (_signal, _id, keys) => {
            asked.push(...keys)
            return others.filter((view) => keys.includes(keyOfNode(view)))
          },
        },
      },
    })
    renderWith(store, <History />)
    await screen.findByRole('tree')
    await screen.findByText('edit 2')
    expect(screen.getByText('300 edits', { selector: '[role=status]' })).toBeTruthy()
    expect(store.getState().excerpt).toBeNull()
    expect(asked).not.toContain(keyOfNode(others[205]!))
    expect(asked.length).toBe(new Set(asked).size)
    expect(asked.length).toBeLessThan(80)
  })

  it('asks again for the rows and for what is shown after everything was told anew', async () => {
    const around: string[] = []
    const nodes = [cat, ...others.slice(200, 210)]
    const { store } = createTestStore({
      nodes,
      excerpt,
      parts: {
        history: {
          ...silentHistory,
          readOutline: async () => outline,
          readNodes: async (_signal, _id, keys) => others.filter((view) => keys.includes(keyOfNode(view))),
          readSurroundings: async (_signal, _id, key) => {
            around.push(key)
            return others.filter((view) => keyOfNode(view) === key)
          },
        },
      },
    })
    renderWith(store, <History />)
    await screen.findByText('edit 2')
    const shown = keyOfNode(others[100]!)
    await act(async () => store.getState().show(shown))
    const { project, availability, selected } = store.getState()
    act(() => applySnapshot(store, { project, availability, inputs: [], nodes, excerpt, lastEventId: 9 }))
    expect(store.getState().nodes[shown]).toBeUndefined()
    await screen.findByText('edit 2')
    expect(around).toEqual([shown, shown])
    expect(store.getState().nodes[shown]).toBeDefined()
    expect(store.getState().selected).toBe(selected)
  })

  it('misses nothing that was told while its outline was on the way', async () => {
    let answer: (reply: OutlineReply) => void = () => {}
    const { store } = createTestStore({
      nodes: [cat, ...others.slice(200, 210)],
      excerpt,
      parts: {
        history: { ...silentHistory, readOutline: () => new Promise((resolve) => (answer = resolve)) },
      },
    })
    const loading = store.getState().loadOutline(new AbortController().signal)
    applyEvent(store, { type: 'node', node: blue })
    applyEvent(store, { type: 'removed', nodes: [{ kind: 'edit', id: others[0]!.id }] })
    answer(outline)
    await loading
    expect(store.getState().outline.has(keyOfNode(blue))).toBe(true)
    expect(store.getState().outline.has(keyOfNode(others[0]!))).toBe(false)
    expect(store.getState().outline.size).toBe(301)
  })

  it('shows a node when all that the stage needs beside it is here', async () => {
    let answer: (nodes: NodeView[]) => void = () => {}
    const { store } = createTestStore({
      nodes: [blue],
      excerpt,
      parts: {
        history: { ...silentHistory, readSurroundings: () => new Promise((resolve) => (answer = resolve)) },
      },
    })
    store.getState().show(keyOfNode(dusk))
    expect(store.getState().selected).not.toContain(keyOfNode(dusk))
    await act(async () => answer([cat, dusk]))
    expect(store.getState().selected).toEqual([keyOfNode(dusk)])
    expect(store.getState().nodes[keyOfNode(cat)]).toEqual(cat)
  })

  it.each([
    {
      what: 'a run',
      act: (store: StudioStore) => store.getState().showRun(dusk.runId),
    },
    {
      what: 'a comparison',
      act: (store: StudioStore) => store.getState().compareWith(keyOfNode(dusk)),
    },
    {
      what: 'the deletion of that node',
      act: (store: StudioStore) => store.getState().loseNodes([refOf(others[0]!)]),
    },
  ])(
    'leaves the stage as it is after $what, when a node that was chosen before comes late',
    async ({ act: does }) => {
      let answer: (nodes: NodeView[]) => void = () => {}
      const { store } = createTestStore({
        nodes: [cat, blue, dusk],
        excerpt,
        parts: {
          history: { ...silentHistory, readSurroundings: () => new Promise((resolve) => (answer = resolve)) },
        },
      })
      store.getState().show(keyOfNode(others[0]!))
      const answerEarlier = answer
      does(store)
      const { selected } = store.getState()
      await act(async () => answerEarlier([cat]))
      expect(store.getState().selected).toBe(selected)
    },
  )
})
