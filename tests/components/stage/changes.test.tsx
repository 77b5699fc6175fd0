// @vitest-environment jsdom
import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { Stage } from '@/components/stage/stage'
import type { EditView } from '@/lib/edits/view'
import { keyOfNode } from '@/lib/history/node-key'
import { fidelityReport } from '@/tests/support/fidelity-reports'
import { editView, imageView, rootView } from '@/tests/support/node-views'
import { createTestStore, renderWith, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()

const cat = rootView('cat', { image: imageView('cat', 900, 600) })
const unmeasured = editView('blue', { inputImageId: cat.image.id, rootImageId: cat.image.id })
const blue = { ...unmeasured, keptShare: 0.924 }

async function show(edit: EditView = blue, report = fidelityReport()) {
  const { store } = createTestStore({
    nodes: [cat, edit],
    commands: { loadFidelity: async () => ({ ok: true, report }) },
  })
  store.getState().show(keyOfNode(edit))
  renderWith(store, <Stage clearBottomPx={112} />)
  await screen.findAllByRole('figure')
  return store
}

const changes = () => screen.getByRole('radio', { name: 'Changes' })

it('can be chosen as soon as the result is measured', async () => {
  const store = await show(unmeasured)
  expect(changes().getAttribute('aria-disabled')).toBe('true')
  await userEvent.keyboard('6')
  expect(store.getState().view).toBe('split')
  act(() => store.getState().applyNodes([blue]))
  expect(changes().getAttribute('aria-disabled')).toBeNull()
  await userEvent.keyboard('6')
  expect(store.getState().view).toBe('changes')
})

it('stands among the views in turn as soon as there is a map', async () => {
  const store = await show(unmeasured)
  const turn = async () => {
    store.getState().chooseView('blink')
    await userEvent.keyboard('v')
    return store.getState().view
  }
  expect(await turn()).toBe('single')
  act(() => store.getState().applyNodes([blue]))
  expect(await turn()).toBe('changes')
  await userEvent.keyboard('v')
  expect(store.getState().view).toBe('single')
})

it('goes from region to region by keys and by buttons, and numbers them as the list does', async () => {
  const store = await show()
  await userEvent.click(changes())
  expect(await screen.findByText('Local against the original · 2 regions')).toBeTruthy()
  await userEvent.keyboard('n')
  expect(screen.getByText('1 of 2')).toBeTruthy()
  expect(store.getState().viewport.mode).toBe('free')
  await userEvent.keyboard('{Shift>}N{/Shift}')
  expect(screen.getByText('2 of 2')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Next change' }))
  expect(screen.getByText('1 of 2')).toBeTruthy()
  expect([...document.querySelectorAll('[data-region]')].map((mark) => mark.textContent)).toEqual(['1', '2'])
})

it('goes to the first region by its key from another view too, before anything was read of the result', async () => {
  const store = await show()
  await userEvent.keyboard('n')
  await expect.poll(() => store.getState().region?.index).toBe(0)
  expect(store.getState()).toMatchObject({ view: 'changes', notices: [] })
})

it('sets the threshold, which begins at the noise floor', async () => {
  const store = await show()
  await userEvent.click(changes())
  const slider = await screen.findByRole('slider', { name: 'Threshold' })
  expect(slider.getAttribute('aria-valuetext')).toBe('0.020, noise floor 0.020')
  act(() => slider.focus())
  await userEvent.keyboard('{PageUp}')
  expect(store.getState().threshold).toBeCloseTo(0.04)
})

it('says in the bar what is to be known before any number is believed', async () => {
  const report = fidelityReport()
  await show(blue, { ...report, alignment: { ...report.alignment, reliable: false } })
  await userEvent.click(changes())
  expect(await screen.findByText(/It is not certain how the result lies/)).toBeTruthy()
})
