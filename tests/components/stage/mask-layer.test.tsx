// @vitest-environment jsdom
import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { Stage } from '@/components/stage/stage'
import { keyOfNode } from '@/lib/history/node-key'
import { changeMapsOf, fidelityReport } from '@/tests/support/fidelity-reports'
import { editView, imageView, rootView } from '@/tests/support/node-views'
import { createTestStore, renderWith, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()
beforeEach(() => {
  // jsdom draws nothing.
  const nothing = class {
    moveTo() {}
    lineTo() {}
  }
  vi.stubGlobal('Path2D', nothing)
  vi.stubGlobal('ImageData', nothing)
  HTMLCanvasElement.prototype.getContext = () => null
})

const cat = rootView('cat', { image: imageView('cat', 900, 600) })
const blue = editView('blue', { inputImageId: cat.image.id, rootImageId: cat.image.id, keptShare: 0.924 })

it('Escape puts the brush down and nothing else; once more closes the mask and keeps what is painted', async () => {
  const { store } = createTestStore({
    nodes: [cat, blue],
    commands: { loadFidelity: async () => ({ ok: true, report: fidelityReport() }) },
    parts: { changeMaps: changeMapsOf() },
  })
  const state = store.getState
  state().show(keyOfNode(blue))
  await state().openMask(blue, cat.image, [1])
  renderWith(store, <Stage clearBottomPx={112} />)
  const surface = await screen.findByRole('application', { name: 'Mask' })
  act(() => surface.focus())
  await userEvent.keyboard(' ')
  expect(state().masking?.document.done).toHaveLength(1)

  await userEvent.keyboard('{Escape}')
  expect(document.activeElement).not.toBe(surface)
  expect(state().masking?.document.done).toHaveLength(1)
  act(() => state().undoMask())
  act(() => state().redoMask())
  expect(state().masking?.document.done).toHaveLength(1)

  await userEvent.keyboard('{Escape}')
  expect(state().masking).toBeNull()
  expect(state().notices.map(({ text }) => text)).toEqual(['What was painted is kept for the next time'])
})
