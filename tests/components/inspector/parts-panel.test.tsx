// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { Inspector } from '@/components/inspector/inspector'
import { keyOfNode } from '@/lib/history/node-key'
import { changeMapsOf, fidelityReport } from '@/tests/support/fidelity-reports'
import { editView, imageView, rootView, uuidOf } from '@/tests/support/node-views'
import { createTestStore, renderWith, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()

const cat = rootView('cat', { image: imageView('cat', 900, 600) })
const labels = imageView('labels')
const of = { inputImageId: cat.image.id, rootImageId: cat.image.id, runId: uuidOf('run'), keptShare: 0.9 }
const [blue, grey] = [editView('blue', of), editView('grey', { ...of, position: 1 })]

function show() {
  const made = createTestStore({
    nodes: [cat, blue, grey],
    commands: { loadFidelity: async () => ({ ok: true, report: fidelityReport() }) },
    parts: {
      changeMaps: changeMapsOf(),
      uploads: {
        prepare: () => {},
        sendFile: async () => ({ image: labels, name: 'labels.png' }),
        sendUrl: () => new Promise(() => {}),
        makeThumbnail: () => Promise.resolve(undefined),
        releaseThumbnail: () => {},
      },
    },
  })
  made.store.getState().show(keyOfNode(blue))
  renderWith(made.store, <Inspector />)
  return { ...made, state: made.store.getState }
}

const open = async () => {
  await userEvent.click(await screen.findByRole('button', { name: 'Combine the best parts' }))
  return screen.findByRole('radiogroup', { name: 'Paint from' })
}
const takeFirstRegion = async () =>
  userEvent.click(await screen.findByRole('checkbox', { name: 'Take region 1 from the edit' }))

it('puts regions of several results together and sends which is taken from which', async () => {
  const { given, state } = show()
  const results = within(await open()).getAllByRole('radio')
  expect(results.map((result) => result.getAttribute('aria-checked'))).toEqual(['true', 'false'])
  const apply = screen.getByRole<HTMLButtonElement>('button', { name: 'Apply' })
  expect(apply.disabled).toBe(true)

  await takeFirstRegion()
  act(() => results[0]!.focus())
  await userEvent.keyboard('{ArrowDown}')
  expect(state().parts?.at).toBe(1)
  expect(state().selected.at(-1)).toBe(keyOfNode(grey))
  await userEvent.click(apply)
  expect(given.startParts).toEqual([
    [
      expect.objectContaining({
        originalImageId: cat.image.id,
        editIds: [blue.id, grey.id],
        labelsImageId: labels.id,
      }),
    ],
  ])
  expect(state()).toMatchObject({ parts: null, masking: null })
})

it('undoes stroke by stroke, and gives the brush back to the mask when it is left', async () => {
  const { state } = show()
  const openMask = state().openMask
  act(() => state().chooseView('overlay'))
  await open()
  await takeFirstRegion()
  expect(state().parts?.done).toHaveLength(1)
  await userEvent.click(screen.getByRole('button', { name: 'Undo stroke' }))
  expect(state().masking?.keptShare).toBe(1)
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(state()).toMatchObject({ parts: null, masking: null, view: 'overlay' })
  expect(state().openMask).toBe(openMask)
})

it('keeps what was painted when it is left', async () => {
  const { state } = show()
  await open()
  await takeFirstRegion()
  const { labels: painted } = state().parts!
  await userEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(state()).toMatchObject({ parts: null, masking: null })
  act(() => void state().undoLast())
  await screen.findByRole('radiogroup', { name: 'Paint from' })
  expect(state().parts?.labels).toBe(painted)
  expect(state().parts?.done.map(({ label }) => label)).toEqual([1])
})

it('is not offered for results of different photos', async () => {
  const other = editView('other', {
    ...of,
    inputImageId: imageView('dog').id,
    rootImageId: null,
    position: 2,
  })
  const { store } = createTestStore({ nodes: [cat, blue, other] })
  store.getState().show(keyOfNode(blue))
  renderWith(store, <Inspector />)
  expect(await screen.findByRole('table')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Combine the best parts' })).toBeNull()
})
