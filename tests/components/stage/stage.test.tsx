// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { Stage } from '@/components/stage/stage'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudio } from '@/components/ui/studio-provider'
import type { EditView, InputView } from '@/lib/edits/view'
import { keyOfNode } from '@/lib/history/node-key'
import { isSelecting } from '@/lib/studio/selection/selecting'
import { editView, rootView, uuidOf } from '@/tests/support/node-views'
import { createTestStore, renderWith, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()

const cat = rootView('cat')
const of = (word: string, change: Partial<EditView> = {}) =>
  editView(word, { inputImageId: cat.image.id, rootImageId: cat.image.id, ...change })

async function show(nodes: EditView[], commands = {}, inputs: InputView[] = []) {
  const { store, given } = createTestStore({ nodes: [cat, ...nodes], commands, inputs })
  renderWith(store, <Stage clearBottomPx={112} />)
  // The pictures are fetched when there is one.
  await screen.findAllByRole('figure')
  return { store, given }
}

const figures = () => screen.getAllByRole('figure').map((figure) => figure.getAttribute('aria-label'))

const welcome = createPart(async () => ({ default: () => 'Welcome' }))

function WelcomingStage() {
  const isEmpty = useStudio((state) => state.outline.size === 0)
  return <Stage clearBottomPx={112} welcome={isEmpty ? <OnDemand part={welcome} given={{}} /> : undefined} />
}

it('gives the place of the welcome to the first result, also when both come in one drawing', async () => {
  const { store } = createTestStore({})
  await welcome.fetch()
  renderWith(store, <WelcomingStage />)
  screen.getByText('Welcome')
  const first = editView('first')
  act(() => {
    store.getState().addNodes([first])
    store.getState().showRun(first.runId)
  })
  await screen.findByRole('figure')
  expect(screen.queryByText('Welcome')).toBeNull()
})

describe('panes', () => {
  it('show the original and the result, with their ids and states', async () => {
    const blue = of('blue', { keptShare: 0.973 })
    await show([blue])
    expect(figures()).toEqual(['Original', 'Local engine'])
    const result = screen.getByRole('figure', { name: 'Local engine' })
    expect(result.dataset).toMatchObject({ edit: blue.id, image: blue.image?.id, state: 'succeeded' })
    expect(within(result).getByRole('img').getAttribute('src')).toBe(`/api/images/${blue.image?.id}/preview`)
    expect(result.textContent).toContain('kept 97.3 %')
  })

  it('show the original and all results of a run side by side', async () => {
    const run = { runId: uuidOf('run') }
    await show([
      of('a', run),
      of('b', { ...run, position: 1, modelId: 'pixazo/seededit-3.0', state: 'polling', image: null }),
    ])
    expect(figures()).toEqual(['Original', 'Local engine', 'SeedEdit 3.0 (Pixazo)'])
  })

  it('are titled by what differs in their run: the value of a variable, and the photo', async () => {
    const run = { runId: uuidOf('run') }
    await show([of('make it red', run), of('make it dark red', { ...run, position: 1 })])
    const [, first, second] = screen.getAllByRole('figure')
    expect(within(first!).getByTitle('red')).toBeDefined()
    expect(within(second!).getByTitle('dark red')).toBeDefined()
  })

  it('are titled by their models where nothing else differs', async () => {
    const run = { runId: uuidOf('run'), prompt: 'make it red' }
    const other = { ...run, position: 1, modelId: 'pixazo/seededit-3.0' }
    await show([of('one', run), of('two', other)])
    const titles = screen.getAllByRole('figure').map((figure) => figure.querySelector('.text-label'))
    expect(titles.map((title) => title?.textContent)).toEqual(['Original', 'Local', 'SeedEdit 3.0 Pixazo'])
  })

  it('show what is being worked on, the step, and a way to end it', async () => {
    const edit = of('slow', {
      modelId: 'pixazo/seededit-3.0',
      state: 'polling',
      image: null,
      finishedAt: null,
    })
    const { given } = await show([edit])
    const pane = screen.getByRole('figure', { name: 'SeedEdit 3.0 (Pixazo)' })
    expect(within(pane).getByRole('img').getAttribute('src')).toBe(`/api/images/${cat.image.id}/preview`)
    expect(within(pane).getByRole('progressbar').getAttribute('aria-valuetext')).toBe(
      'Step 3 of 5, Waiting for the model',
    )
    expect(pane.textContent).toContain('may be charged even if cancelled')
    await userEvent.click(within(pane).getByRole('button', { name: 'Cancel' }))
    expect(given.cancelEdit).toEqual([[edit.id]])
  })

  it('Escape ends what is free, and leads to the button that ends what may cost', async () => {
    const work = { state: 'preparing', image: null, finishedAt: null } as const
    const { store, given } = await show([of('slow', { ...work, modelId: 'pixazo/seededit-3.0' })])
    await userEvent.keyboard('{Escape}{Escape}{Escape}')
    expect(given.cancelEdit).toBeUndefined()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel' }))
    await userEvent.keyboard('{Enter}')
    expect(given.cancelEdit).toHaveLength(1)
    const free = of('free', work)
    act(() => store.getState().applyNodes([free]))
    act(() => store.getState().show(keyOfNode(free)))
    await userEvent.keyboard('{Escape}')
    expect(given.cancelEdit?.[1]).toEqual([free.id])
  })

  it.each([
    ['no', 'Not charged.'],
    ['yes', 'It was charged.'],
    ['unknown', 'It may have been charged.'],
  ] as const)(
    'say of a failure whether money may be gone (%s) and what can be done',
    async (billed, words) => {
      const failure = {
        code: 'provider_error' as const,
        message: 'The provider failed.',
        billed,
        hints: ['Try Local.'],
      }
      const edit = of('bad', { state: 'failed', image: null, failure })
      const { given } = await show([edit])
      const pane = screen.getByRole('figure', { name: 'Local engine' })
      expect(pane.textContent).toContain(`The provider failed. ${words}`)
      expect(pane.textContent).toContain('Try Local.')
      await userEvent.click(within(pane).getByRole('button', { name: 'Retry' }))
      expect(given.retryEdit).toEqual([[edit.id]])
      expect(within(pane).queryAllByRole('button', { name: 'Check' })).toHaveLength(billed === 'yes' ? 1 : 0)
    },
  )

  it('let what was not found by its name be clicked on, when its photo is the one that is edited', async () => {
    const failure = {
      code: 'TARGET_NOT_FOUND' as const,
      message: 'I could not find a bowl.',
      billed: 'no' as const,
      hints: [],
    }
    const edit = of('lost', { state: 'failed', image: null, failure })
    const { store } = await show([edit], {}, [
      { imageId: cat.image.id, editId: null, name: 'cat.jpg', image: cat.image },
    ])
    await userEvent.click(screen.getByRole('button', { name: 'Click on it' }))
    expect(isSelecting(store.getState())).toBe(true)
  })

  it('have words of their own for an unknown outcome', async () => {
    await show([of('lost', { state: 'outcome_unknown', image: null })])
    const pane = screen.getByRole('figure', { name: 'Local engine' })
    expect(pane.dataset.state).toBe('outcome_unknown')
    expect(pane.textContent).toMatch(/may have been charged.*not sent again by itself/)
  })

  it('show a refused command beside the picture it concerned', async () => {
    const error = { code: 'conflict' as const, message: 'This was changed elsewhere.' }
    await show([of('slow', { state: 'polling', image: null })], {
      cancelEdit: async () => ({ ok: false, error }),
    })
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(within(screen.getByRole('figure')).getByRole('alert').textContent).toBe(error.message)
  })

  it('speak each change of state', async () => {
    const edit = of('slow', { state: 'preparing', image: null })
    const { store } = await show([edit])
    act(() => store.getState().applyNodes([{ ...edit, state: 'storing' }]))
    expect(screen.getByText('Local engine: Storing').getAttribute('aria-live')).toBe('polite')
  })

  it('fall back to the primary input when what they show is deleted', () => {
    const edit = of('gone')
    const input = { imageId: cat.image.id, editId: null, name: cat.name, image: cat.image }
    const { store } = createTestStore({ nodes: [cat, edit], inputs: [input] })
    renderWith(store, <Stage clearBottomPx={0} />)
    act(() => store.getState().loseNodes([{ kind: 'edit', id: edit.id }]))
    expect(figures()).toEqual(['Original'])
  })
})

describe('Before and after', () => {
  const slider = () => screen.getByRole('slider', { name: 'Before and after' })
  const said = () => slider().getAttribute('aria-valuetext')

  it('moves by arrows, pages and to the ends, and says the edited share', async () => {
    await show([of('blue')])
    act(() => slider().focus())
    expect(said()).toBe('50 % edited')
    await userEvent.keyboard('{ArrowLeft}{PageDown}')
    expect(said()).toBe('39 % edited')
    expect(slider().getAttribute('aria-valuenow')).toBe('39')
    await userEvent.keyboard('{ArrowRight}')
    expect(said()).toBe('40 % edited')
    await userEvent.keyboard('{Home}')
    expect(said()).toBe('0 % edited')
    await userEvent.keyboard('{End}{PageUp}')
    expect(said()).toBe('100 % edited')
  })

  it('is not there before there is a result', async () => {
    await show([of('slow', { state: 'polling', image: null })])
    expect(screen.queryByRole('slider')).toBeNull()
  })
})

describe('views', () => {
  it('are a group of radios, of which Changes says why it waits', async () => {
    await show([of('blue')])
    const group = screen.getByRole('radiogroup', { name: 'View' })
    const names = within(group)
      .getAllByRole('radio')
      .map((radio) => radio.getAttribute('aria-label'))
    expect(names).toEqual(['Single', 'Split', 'Side by side', 'Overlay', 'Blink', 'Changes'])
    expect(screen.getByRole('radio', { name: 'Changes' }).getAttribute('aria-description')).toMatch(
      /measured/,
    )
  })

  it('change by their digits and in turn by V', async () => {
    await show([of('blue')])
    const chosen = () => screen.getByRole('radio', { checked: true }).getAttribute('aria-label')
    await userEvent.keyboard('4')
    expect(chosen()).toBe('Overlay')
    expect(screen.getByRole('slider', { name: 'Opacity' }).getAttribute('aria-valuetext')).toBe('50 % edited')
    await userEvent.keyboard('v')
    expect(chosen()).toBe('Blink')
    await userEvent.keyboard('6')
    expect(chosen()).toBe('Blink')
  })

  it('say why Changes waits, to its key and to a press', async () => {
    const { store } = await show([of('blue')])
    const said = () => store.getState().notices.map(({ id, text }) => `${id} ${text}`)
    const why = 'The result is still being measured. Its changes can be shown in a moment.'
    await userEvent.keyboard('6')
    await expect.poll(said).toEqual([`1 ${why}`])
    await userEvent.click(screen.getByRole('radio', { name: 'Changes' }))
    await expect.poll(said).toEqual([`2 ${why}`])
  })

  it('leave single keys alone where they are switched off', async () => {
    const { store } = await show([of('blue')])
    act(() => store.getState().switchSingleKeys(false))
    await userEvent.keyboard('1')
    expect(screen.getByRole('radio', { name: 'Split' }).getAttribute('aria-checked')).toBe('true')
  })

  it('show the original in place while B is held', async () => {
    const blue = of('blue')
    const { store } = await show([blue])
    act(() => store.getState().chooseView('single'))
    const source = () => screen.getByRole('img').getAttribute('src')
    fireEvent.keyDown(window, { key: 'b' })
    expect(source()).toBe(`/api/images/${cat.image.id}/preview`)
    fireEvent.keyUp(window, { key: 'b' })
    expect(source()).toBe(`/api/images/${blue.image?.id}/preview`)
  })

  it('go through the results of a run by brackets', async () => {
    const run = { runId: uuidOf('run') }
    const [a, b] = [of('a', run), of('b', { ...run, position: 1 })]
    const { store } = await show([a, b])
    await userEvent.keyboard(']')
    expect(store.getState().selected).toEqual([keyOfNode(b)])
    await userEvent.keyboard(']')
    expect(store.getState().selected).toEqual([keyOfNode(a)])
  })
})

describe('a note over a picture', () => {
  it('scrolls by the wheel, which zooms the picture beside it', async () => {
    const { store } = await show([of('slow', { state: 'polling', image: null })])
    const turn = (element: Element) => fireEvent.wheel(element, { deltaY: -100 })
    // The wheel is nobody's then but the browser's: the note scrolls.
    expect(turn(screen.getByText('Waiting for the model', { selector: 'h3' }))).toBe(true)
    expect(turn(screen.getByRole('img'))).toBe(false)
    expect(store.getState().viewport.mode).toBe('fit')
  })
})

describe('a grid with more results than it shows', () => {
  const many = Array.from({ length: 12 }, (_, position) =>
    of(`many ${position}`, { runId: uuidOf('many'), position }),
  )
  const showOverfull = async () => {
    const { store } = await show(many)
    const picture = screen.getAllByRole('img')[0]!
    const grid = picture.closest('[data-scroller]')!
    Object.defineProperty(grid, 'scrollHeight', { value: 1400 })
    Object.defineProperty(grid, 'clientHeight', { value: 600 })
    const isLeftToTheBrowser = (init = {}) => fireEvent.wheel(picture, { deltaY: 100, ...init })
    return { store, isLeftToTheBrowser }
  }

  it('is scrolled by the wheel over pictures that are seen whole, and zoomed with Ctrl or once it is zoomed', async () => {
    const { store, isLeftToTheBrowser } = await showOverfull()
    expect(isLeftToTheBrowser()).toBe(true)
    expect(isLeftToTheBrowser({ ctrlKey: true })).toBe(false)
    act(() => store.getState().zoomAt(2, { x: 10, y: 10 }))
    expect(isLeftToTheBrowser()).toBe(false)
  })
})

describe('the mouse', () => {
  it('moves the crosses of the other panes, and changes nothing of the studio', async () => {
    const run = { runId: uuidOf('run') }
    const { store } = await show([of('a', run), of('b', { ...run, position: 1 })])
    act(() => store.getState().measureScene({ frame: { width: 300, height: 200, clearBottom: 0 } }))
    const writes = vi.fn()
    store.subscribe(writes)
    const panes = [...document.querySelectorAll<HTMLElement>('[data-viewport]')]
    const shownIn = () => panes.map((pane) => pane.querySelector<HTMLElement>('.cross')?.style.visibility)
    const key = panes[1]!.dataset.viewport!
    act(() => store.getState().hover.move({ point: { x: 10, y: 10 }, key }))
    expect(shownIn()).toEqual(['visible', 'hidden', 'visible'])
    act(() => store.getState().hover.move(null))
    expect(shownIn()).toEqual(['hidden', 'hidden', 'hidden'])
    expect(writes).not.toHaveBeenCalled()
  })
})

describe('zoom', () => {
  it('goes by keys and says where it is', async () => {
    const { store } = await show([of('blue')])
    act(() => store.getState().measureScene({ frame: { width: 800, height: 600, clearBottom: 0 } }))
    const zoom = () => screen.getByRole('status', { name: 'Zoom' }).textContent
    await userEvent.keyboard('{Shift>}0{/Shift}')
    expect(zoom()).toBe('100 %')
    await userEvent.keyboard('+')
    expect(zoom()).toBe('150 %')
    await userEvent.keyboard('0')
    expect(screen.getByRole('button', { name: 'Fit' }).getAttribute('aria-pressed')).toBe('true')
  })

  it('asks for full-size bytes only when it shows more than the preview holds', () => {
    const large = rootView('large', { image: { ...cat.image, width: 6000, height: 4000, format: 'jpeg' } })
    const input = { imageId: large.image.id, editId: null, name: 'large.jpg', image: large.image }
    const { store } = createTestStore({ nodes: [large], inputs: [input] })
    const { container } = renderWith(store, <Stage clearBottomPx={0} />)
    const sources = () =>
      [...container.querySelectorAll('figure img')].map((image) => image.getAttribute('src'))
    expect(sources()).toEqual([`/api/images/${large.image.id}/preview`])
    act(() => store.getState().zoomToFull())
    expect(sources()).toEqual([
      `/api/images/${large.image.id}/preview`,
      `/api/images/${large.image.id}/full?format=jpeg&for=screen`,
    ])
  })
})

describe('a sweep', () => {
  const run = { runId: uuidOf('sweep') }
  const cell = (guidance: number, seed: number, change: Partial<EditView> = {}) =>
    of(`${guidance} ${seed}`, {
      ...run,
      prompt: 'make it red',
      seed,
      cell: { guidance, seed },
      position: guidance * 10 + seed,
      ...change,
    })
  const failure = { code: 'internal' as const, message: 'It broke.', billed: 'no' as const, hints: [] }

  it('is a table of rows and columns whose labels stay in sight', async () => {
    await show([cell(2, 1), cell(2, 2), cell(4, 1), cell(4, 2)])
    const table = await screen.findByRole('table', { name: 'Sweep' })
    const headers = ['columnheader', 'rowheader'].map((role) =>
      within(table)
        .getAllByRole(role)
        .filter((header) => header.tagName === 'TH'),
    )
    expect(headers.map((some) => some.map((header) => header.textContent))).toEqual([
      ['Guidance 2', 'Guidance 4'],
      ['1', '2'],
    ])
    for (const header of headers.flat()) expect(header.classList).toContain('sticky')
    expect(within(table).getAllByRole('figure')).toHaveLength(4)
  })

  it('has a state, a cancel and a retry in each cell', async () => {
    const { given } = await show([
      cell(2, 1, { state: 'preparing', image: null, finishedAt: null }),
      cell(4, 1, { state: 'failed', image: null, failure }),
    ])
    const table = await screen.findByRole('table', { name: 'Sweep' })
    const [running, failed] = within(table).getAllByRole('figure')
    expect(running?.dataset.state).toBe('preparing')
    await userEvent.click(within(running!).getByRole('button', { name: 'Cancel' }))
    await userEvent.click(within(failed!).getByRole('button', { name: 'Retry' }))
    expect(given).toMatchObject({
      cancelEdit: [[running!.dataset.edit]],
      retryEdit: [[failed!.dataset.edit]],
    })
  })
})

describe('Blind', () => {
  const run = { runId: uuidOf('blind'), costUsd: 0.03 }

  it('hides who made what, for how much and how fast, until one is kept', async () => {
    const { given } = await show([
      of('one', { ...run, keptShare: 0.9 }),
      of('two', { ...run, position: 1, modelId: 'pixazo/seededit-3.0' }),
    ])
    await userEvent.click(await screen.findByRole('button', { name: 'Blind', pressed: false }))
    expect(figures()).toEqual(['Original', 'Result A', 'Result B'])
    const panes = screen.getAllByRole('figure').slice(1)
    const told = panes.map((pane) => pane.textContent).join()
    expect(told).toContain('kept 90.0 %')
    expect(told).not.toMatch(/Local|SeedEdit|\$|\d s/)
    for (const picture of screen.getAllByRole('img')) {
      expect(picture.getAttribute('alt')).not.toMatch(/Local|SeedEdit/)
    }
    await userEvent.click(within(panes[0]!).getByRole('button', { name: 'Keep' }))
    expect(given.keepEdit).toEqual([[panes[0]!.dataset.edit, true]])
    expect(figures()).toEqual(['Original', 'Local engine', 'SeedEdit 3.0 (Pixazo)'])
    expect(screen.getByRole('figure', { name: 'Local engine' }).textContent).toContain('$0.03')
  })
})

describe('Sort by kept share', () => {
  const run = { runId: uuidOf('sorted') }
  const kept = (word: string, position: number, keptShare: number, change: Partial<EditView> = {}) =>
    of(word, { ...run, position, keptShare, ...change })
  const shown = () => screen.getAllByRole('figure').map((figure) => figure.dataset.edit ?? 'original')

  it('puts what kept most first, turns that round, and leaves out what kept too little', async () => {
    const [a, b, c] = [kept('a', 0, 0.6), kept('b', 1, 0.99), kept('c', 2, 0.8)]
    await show([a!, b!, c!])
    expect(shown()).toEqual(['original', a!.id, b!.id, c!.id])
    await userEvent.click(await screen.findByRole('button', { name: 'Sort by kept share', pressed: false }))
    expect(shown()).toEqual(['original', b!.id, c!.id, a!.id])
    const bar = await screen.findByRole('group', { name: 'Sort and filter the results' })
    await userEvent.selectOptions(within(bar).getByRole('combobox', { name: 'Order' }), 'Least kept first')
    expect(shown()).toEqual(['original', a!.id, c!.id, b!.id])
    await userEvent.type(within(bar).getByRole('spinbutton', { name: 'Kept at least, in percent' }), '75')
    expect(shown()).toEqual(['original', c!.id, b!.id])
    expect(within(bar).getByRole('status').textContent).toBe('2 of 3 results')
    await userEvent.click(screen.getByRole('button', { name: 'Sort by kept share', pressed: true }))
    expect(shown()).toEqual(['original', a!.id, b!.id, c!.id])
  })

  it('takes a sweep out of its table and says what was asked of each', async () => {
    await show([kept('x', 0, 0.6, { cell: { guidance: 2 } }), kept('y', 1, 0.9, { cell: { guidance: 4 } })])
    await screen.findByRole('table', { name: 'Sweep' })
    await userEvent.click(await screen.findByRole('button', { name: 'Sort by kept share' }))
    expect(screen.queryByRole('table', { name: 'Sweep' })).toBeNull()
    const [, first] = screen.getAllByRole('figure')
    expect(first!.textContent).toContain('guidance 4')
  })
})
