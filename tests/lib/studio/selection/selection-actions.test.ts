import { expect, test, vi } from 'vitest'
import { draftOf } from '@/lib/studio/composer/run-draft'
import { findSelection, isSelecting } from '@/lib/studio/selection/selecting'
import { cutBox, pointAt } from '@/lib/studio/selection/selection-actions'
import { applyEvent } from '@/lib/studio/studio-store'
import { changeMapsOf } from '@/tests/support/fidelity-reports'
import { imageIdOf, imageView, uuidOf } from '@/tests/support/node-views'
import { createTestStore } from '@/tests/support/studio-screen'

const input = { imageId: imageIdOf('cat'), editId: null, name: 'cat.jpg', image: imageView('cat', 900, 600) }
const found = { maskImageId: imageIdOf('mask'), box: { x: 90, y: 60, width: 300, height: 200 } }
const place = { x: 0.5, y: 0.25 }

function open(commands: Parameters<typeof createTestStore>[0]['commands'] = {}) {
  const { store, given } = createTestStore({
    inputs: [input],
    commands: { findSelection: async () => ({ ok: true, found: null }), ...commands },
    parts: { changeMaps: changeMapsOf() },
  })
  return { store, given, state: store.getState }
}

test('a rectangle is selected at once, in whole px of the picture and within it', async () => {
  const { state } = open()
  await state().selectBox({ x: -10.4, y: 500.2, width: 100, height: 400 })
  expect(findSelection(state())).toMatchObject({
    box: { x: 0, y: 500, width: 90, height: 100 },
    maskImageId: null,
  })
  expect(cutBox({ x: 901, y: 0, width: 5, height: 5 }, { width: 900, height: 600 })).toBeUndefined()
})

test('a rectangle beside the picture leaves alone what is being looked for and drawn', async () => {
  const { store, state } = open()
  await state().selectAt(place, 'new')
  const search = state().search!
  await state().selectBox({ x: 901, y: 0, width: 5, height: 5 })
  expect(state().search).toBe(search)
  applyEvent(store, { type: 'selection', id: search.id, found, error: null })
  await state().selectBox({ x: 901, y: 0, width: 5, height: 5 })
  await vi.waitFor(() => expect(state().selection?.mask?.data).toHaveLength(4))
})

test('a click asks for the thing there; the answer that an event brings is what is selected', async () => {
  const { store, given, state } = open()
  await state().selectAt(place, 'new')
  const search = state().search!
  expect(given.findSelection).toEqual([
    [
      {
        id: search.id,
        projectId: uuidOf('project'),
        imageId: input.imageId,
        pointed: { points: [place], outside: [] },
      },
    ],
  ])
  applyEvent(store, { type: 'selection', id: uuidOf('another'), found, error: null })
  expect(state().search).toBe(search)
  applyEvent(store, { type: 'selection', id: search.id, found, error: null })
  expect(state()).toMatchObject({ search: null, selection: { ...found, mask: null } })
  await vi.waitFor(() => expect(state().selection?.mask?.data).toHaveLength(4))
})

test('a thing that was looked for before is selected without waiting', async () => {
  const { state } = open({ findSelection: async () => ({ ok: true, found }) })
  await state().selectAt(place, 'new')
  expect(state()).toMatchObject({ search: null, selection: found })
})

test('the thing goes to the next larger and smaller one; a second press counts from what is asked', async () => {
  const answered = { ...found, step: { at: 0, of: 3 } }
  const { store, given, state } = open()
  await state().selectAt(place, 'new')
  applyEvent(store, { type: 'selection', id: state().search!.id, found: answered, error: null })
  await state().stepSelection(1)
  await state().stepSelection(1)
  await state().stepSelection(1)
  await state().stepSelection(-1)
  const asked = given.findSelection!.map(
    ([request]) => (request as { pointed: { points: { step?: number }[] } }).pointed.points[0]!.step,
  )
  expect(asked).toEqual([undefined, 1, 2, 1])
  expect(findSelection(state())).toMatchObject(answered)
})

test('while another place is looked at, the things at the last one are not stepped through', async () => {
  const { store, given, state } = open()
  await state().selectAt(place, 'new')
  const answered = { ...found, step: { at: 0, of: 3 } }
  applyEvent(store, { type: 'selection', id: state().search!.id, found: answered, error: null })
  await state().selectAt({ x: 0.9, y: 0.9 }, 'new')
  await state().stepSelection(1)
  expect(given.findSelection).toHaveLength(2)
})

test('a click at the same place again asks for the next larger thing, at last for the smallest', () => {
  const selection = {
    pointed: { points: [{ ...place, step: 1 }], outside: [] },
    step: { at: 1, of: 3 },
    box: found.box,
    picture: { width: 900, height: 600 },
  }
  const near = { x: place.x + 0.002, y: place.y }
  const stepOf = (at: number) => pointAt({ ...selection, step: { at, of: 3 } }, near, 'new')?.points
  expect(stepOf(1)).toEqual([{ ...place, step: 2 }])
  expect(stepOf(2)).toEqual([{ ...place, step: 0 }])
  expect(pointAt(selection, { x: 0.6, y: 0.25 }, 'new')?.points).toEqual([{ x: 0.6, y: 0.25 }])
  expect(pointAt({ ...selection, step: undefined }, near, 'new')?.points).toEqual([near])
})

test('a further click adds or takes away; what it adds to a rectangle leaves that as it is', () => {
  const selection = {
    pointed: { points: [place], outside: [] },
    box: found.box,
    picture: { width: 900, height: 600 },
  }
  const there = { x: 0.2, y: 0.2 }
  expect(pointAt(selection, there, 'add')).toEqual({ points: [place, there], outside: [] })
  expect(pointAt(selection, there, 'remove')).toEqual({ points: [place], outside: [there] })
  expect(pointAt({ ...selection, pointed: null }, there, 'remove')).toEqual({
    points: [],
    outside: [there],
    area: { from: { x: 0.1, y: 0.1 }, to: { x: 0.4333, y: 0.4333 } },
  })
  expect(pointAt(undefined, there, 'remove')).toBeUndefined()
})

test('taking away from nothing says what to do first', async () => {
  const { given, state } = open()
  await state().selectAt(place, 'remove')
  expect(state().selectionError?.message).toContain('Click on a thing first')
  expect(given.findSelection).toBeUndefined()
})

test('a new search stops the one before, and Escape stops what is under way', async () => {
  const { given, state } = open()
  await state().selectAt(place, 'new')
  const first = state().search!.id
  await state().selectAt({ x: 0.1, y: 0.1 }, 'new')
  expect(given.cancelSelection).toEqual([[first]])
  state().stopSearch()
  expect(state().search).toBeNull()
  await state().whenSelected()
})

test('why nothing was found is kept beside the tool, and what was selected before stays', async () => {
  const { store, state } = open()
  await state().selectBox(found.box)
  await state().selectAt(place, 'new')
  const error = { code: 'TARGET_NOT_FOUND' as const, message: 'Nothing here.' }
  applyEvent(store, { type: 'selection', id: state().search!.id, found: null, error })
  expect(state()).toMatchObject({ search: null, selectionError: error, selection: { box: found.box } })
})

test('a run that waits for what is looked for starts when that is found, and with it', async () => {
  const { store, given, state } = open()
  state().writePrompt('make it red')
  await state().selectAt(place, 'new')
  const pressed = state().run()
  applyEvent(store, { type: 'selection', id: state().search!.id, found, error: null })
  await pressed
  expect(given.startRun).toMatchObject([[{ selection: found }]])
})

test.each([
  {
    how: 'nothing is found',
    end: ({ store, state }: ReturnType<typeof open>) => {
      const error = { code: 'TARGET_NOT_FOUND' as const, message: 'Nothing here.' }
      applyEvent(store, { type: 'selection', id: state().search!.id, found: null, error })
    },
  },
  { how: 'it is stopped', end: ({ state }: ReturnType<typeof open>) => state().stopSearch() },
  {
    how: 'something else is looked for',
    end: ({ state }: ReturnType<typeof open>) => void state().selectAt({ x: 0.1, y: 0.1 }, 'new'),
  },
])('a run that waits for what is looked for does not start when $how', async ({ end }) => {
  const opened = open()
  const { given, state } = opened
  await state().selectBox(found.box)
  state().writePrompt('make it red')
  await state().selectAt(place, 'new')
  const pressed = state().run()
  end(opened)
  await pressed
  expect(given.startRun).toBeUndefined()
  expect(state().isStarting).toBe(false)
})

test('the tool is laid down as soon as something else is to be seen; what was selected stays', async () => {
  const { state } = open()
  state().toggleSelecting()
  expect(isSelecting(state())).toBe(true)
  await state().selectBox(found.box)
  state().show('edit another')
  expect(isSelecting(state())).toBe(false)
  expect(findSelection(state())?.box).toEqual(found.box)
})

test('a selection counts as long as its picture is the primary input', async () => {
  const { state } = open()
  await state().selectBox(found.box)
  expect(draftOf(state()).selection).toMatchObject({ box: found.box, maskImageId: null, isAlone: true })
  state().replacePrimary({ ...input, imageId: imageIdOf('dog'), image: imageView('dog') })
  expect(findSelection(state())).toBeUndefined()
  expect(draftOf(state()).selection).toBeUndefined()
})
