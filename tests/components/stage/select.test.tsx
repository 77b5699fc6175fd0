// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import SelectPane from '@/components/stage/select-pane'
import { Stage } from '@/components/stage/stage'
import { keyOfEdit } from '@/lib/history/node-key'
import { alignBySize } from '@/lib/studio/stage/alignment'
import type { PlacedPane } from '@/lib/studio/stage/scene'
import { fidelityReport } from '@/tests/support/fidelity-reports'
import { editView, imageIdOf, imageView, rootView, uuidOf } from '@/tests/support/node-views'
import { createTestStore, renderWith, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()
beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
})

const picture = imageView('cat', 900, 600)
const input = { imageId: imageIdOf('cat'), editId: null, name: 'cat.jpg', image: picture }

function open() {
  const { store, given } = createTestStore({
    inputs: [input],
    commands: { findSelection: async () => ({ ok: true, found: null }) },
  })
  const frame = { width: 900, height: 600, clearBottom: 0 }
  store.getState().measureScene({ frame, reference: picture, dpr: 1 })
  store.setState({ viewport: { mode: 'free', centre: { x: 450, y: 300 }, scale: 1 } })
  const alignment = alignBySize(picture, picture)
  const pane: PlacedPane = { key: 'cat', edit: null, name: 'cat.jpg', picture, alignment }
  renderWith(store, <SelectPane pane={pane} />)
  return { store, given, surface: screen.getByRole('application', { name: 'Select on the picture' }) }
}

const at = (clientX: number, clientY: number, more = {}) => ({
  clientX,
  clientY,
  isPrimary: true,
  button: 0,
  pointerId: 1,
  ...more,
})
const pointedAt = (given: Record<string, unknown[][]>) =>
  given.findSelection?.map(([request]) => (request as { pointed: unknown }).pointed)

test('a drag selects a rectangle of the picture; its sides can be typed', async () => {
  const { store, surface } = open()
  surface.setPointerCapture = () => {}
  fireEvent.pointerDown(surface, at(90, 60))
  fireEvent.pointerMove(surface, at(200, 100))
  fireEvent.pointerUp(surface, at(390, 260))
  const width = await screen.findByRole('spinbutton', { name: 'Width in pixels' })
  expect(store.getState().selection?.box).toEqual({ x: 90, y: 60, width: 300, height: 200 })
  fireEvent.change(width, { target: { value: '120' } })
  await vi.waitFor(() => expect(store.getState().selection?.box.width).toBe(120))
})

test('the picture is looked at as soon as the tool is taken up, before the first click', async () => {
  const { given } = open()
  await vi.waitFor(() => expect(given.lookAhead).toEqual([[input.imageId]]))
})

test('a click asks for the thing there, with Alt it takes it away again', async () => {
  const { store, given, surface } = open()
  surface.setPointerCapture = () => {}
  fireEvent.pointerDown(surface, at(450, 150))
  fireEvent.pointerUp(surface, at(451, 150))
  await screen.findByText('Looking at the picture…')
  await store.getState().selectBox({ x: 0, y: 0, width: 450, height: 300 })
  fireEvent.pointerDown(surface, at(90, 60))
  fireEvent.pointerUp(surface, at(90, 60, { altKey: true }))
  await vi.waitFor(() => expect(given.findSelection).toHaveLength(2))
  const area = { from: { x: 0, y: 0 }, to: { x: 0.5, y: 0.5 } }
  expect(pointedAt(given)).toEqual([
    { points: [{ x: 0.5, y: 0.25 }], outside: [] },
    { points: [], outside: [{ x: 0.1, y: 0.1 }], area },
  ])
})

test('where a click may mean several things, buttons lead from one to the next', async () => {
  const { store, given } = open()
  const { selectAt, applySelection } = store.getState()
  await act(() => selectAt({ x: 0.5, y: 0.25 }, 'new'))
  const answer = { maskImageId: imageIdOf('mask'), box: { x: 9, y: 9, width: 30, height: 20 } }
  const { id } = store.getState().search!
  act(() =>
    applySelection({ type: 'selection', id, found: { ...answer, step: { at: 0, of: 2 } }, error: null }),
  )
  await screen.findByText('A thing, 1 of 2, 30 × 20')
  expect(screen.getByRole('button', { name: 'Smaller' }).hasAttribute('disabled')).toBe(true)
  await userEvent.click(screen.getByRole('button', { name: 'Larger' }))
  await vi.waitFor(() => expect(given.findSelection).toHaveLength(2))
  expect(pointedAt(given)?.[1]).toEqual({ points: [{ x: 0.5, y: 0.25, step: 1 }], outside: [] })
})

test('keys point too: arrows move the cross, Enter asks', async () => {
  const { given, surface } = open()
  fireEvent.keyDown(surface, { key: 'ArrowRight' })
  fireEvent.keyDown(surface, { key: 'ArrowDown', shiftKey: true })
  fireEvent.keyDown(surface, { key: 'Enter' })
  await vi.waitFor(() => expect(given.findSelection).toHaveLength(1))
  expect(pointedAt(given)).toEqual([{ points: [{ x: 0.5044, y: 0.5667 }], outside: [] }])
})

test.each(['ctrlKey', 'metaKey'])('Enter with %s is left to Run', (key) => {
  const { given, surface } = open()
  const isLeft = fireEvent.keyDown(surface, { key: 'Enter', [key]: true })
  expect(isLeft).toBe(true)
  expect(given.findSelection).toBeUndefined()
})

test('a result that is selected on is still told from the original', async () => {
  const edit = editView('blue', { image: picture })
  const result = { ...input, editId: edit.id }
  const { store } = createTestStore({ nodes: [edit], inputs: [result] })
  renderWith(store, <Stage clearBottomPx={112} />)
  await userEvent.keyboard('w')
  const surface = await screen.findByRole('application', { name: 'Select on the picture' })
  expect(surface.closest('figure')?.dataset).toMatchObject({ edit: edit.id, state: 'succeeded' })
  expect(screen.queryByRole('figure', { name: 'Original' })).toBeNull()
})

test('W takes the tool up; Escape ends the search, then clears, then lays it down', async () => {
  const { store } = createTestStore({
    nodes: [rootView('cat', { image: picture })],
    inputs: [input],
    commands: { findSelection: async () => ({ ok: true, found: null }) },
  })
  renderWith(store, <Stage clearBottomPx={112} />)
  await screen.findByRole('figure', { name: 'Original' })
  await userEvent.keyboard('w')
  const surface = await screen.findByRole('application', { name: 'Select on the picture' })
  expect(screen.getByRole('figure', { name: 'Original' }).contains(surface)).toBe(true)
  await store.getState().selectBox({ x: 0, y: 0, width: 90, height: 60 })
  await store.getState().selectAt({ x: 0.5, y: 0.5 }, 'new')
  const press = () => userEvent.keyboard('{Escape}')
  await press()
  expect(store.getState()).toMatchObject({ search: null, selection: { box: { width: 90 } } })
  await press()
  expect(store.getState().selection).toBeNull()
  await press()
  await vi.waitFor(() => expect(surface.isConnected).toBe(false))
})

test('the tool takes the place of the map of changes, and gives it back', async () => {
  const cat = rootView('cat', { image: picture })
  const of = { inputImageId: picture.id, rootImageId: picture.id, keptShare: 0.9 }
  const { store } = createTestStore({
    nodes: [cat, editView('blue', of)],
    inputs: [input],
    commands: { loadFidelity: async () => ({ ok: true, report: fidelityReport() }) },
  })
  store.getState().show(keyOfEdit(uuidOf('blue')))
  store.getState().chooseView('changes')
  renderWith(store, <Stage clearBottomPx={112} />)
  await screen.findByText('Changes', { selector: '.text-label' })
  act(() => store.getState().toggleSelecting())
  await screen.findByRole('application', { name: 'Select on the picture' })
  act(() => store.getState().toggleSelecting())
  await screen.findByText('Changes', { selector: '.text-label' })
})
