// @vitest-environment jsdom
import { act, screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'
import PartsPane from '@/components/stage/parts-pane'
import { useStudio } from '@/components/ui/studio-provider'
import { keyOfNode } from '@/lib/history/node-key'
import { composeScene } from '@/lib/studio/stage/scene'
import { changeMapsOf, fidelityReport } from '@/tests/support/fidelity-reports'
import { editView, imageView, rootView, uuidOf } from '@/tests/support/node-views'
import { createTestStore, renderWith, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()

/** Stands in for what jsdom does not draw. */
const drawImage = vi.fn()
beforeEach(() => {
  drawImage.mockClear()
  const context = new Proxy({} as Record<string, unknown>, {
    get: (_nothing, name) => ({ canvas: { width: 90, height: 60 }, drawImage })[name as string] ?? (() => {}),
  })
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as never)
  vi.stubGlobal(
    'Path2D',
    class {
      moveTo() {}
      lineTo() {}
    },
  )
  vi.stubGlobal(
    'ImageData',
    class {
      data: Uint8ClampedArray
      constructor(width: number, height: number) {
        this.data = new Uint8ClampedArray(width * height * 4)
      }
    },
  )
  vi.stubGlobal(
    'Image',
    class {
      set onload(tell: (() => void) | null) {
        if (tell) queueMicrotask(tell)
      }
    },
  )
})

const cat = rootView('cat', { image: imageView('cat', 900, 600) })
const of = { inputImageId: cat.image.id, rootImageId: cat.image.id, runId: uuidOf('run'), keptShare: 0.9 }
const [blue, grey] = [editView('blue', of), editView('grey', { ...of, position: 1 })]
const elsewhere = editView('elsewhere', { runId: uuidOf('another run'), state: 'queued', image: null })

function Pane() {
  const parts = useStudio((state) => state.parts)
  const nodes = useStudio((state) => state.nodes)
  const selected = useStudio((state) => state.selected)
  const scene = composeScene({ nodes, selected, otherKey: null, view: 'changes' })
  if (!parts || !scene?.original) return null
  return <PartsPane parts={parts} pane={scene.panes.at(-1)!} original={scene.original} />
}

it('draws what is taken from each result once, whatever goes on elsewhere', async () => {
  const { store } = createTestStore({
    nodes: [cat, blue, grey, elsewhere],
    commands: { loadFidelity: async () => ({ ok: true, report: fidelityReport() }) },
    parts: { changeMaps: changeMapsOf() },
  })
  const state = store.getState
  await state().openParts([keyOfNode(blue), keyOfNode(grey)])
  renderWith(store, <Pane />)
  await waitFor(() =>
    expect(screen.getAllByRole('img', { name: 'What is taken from the edit' })).toHaveLength(2),
  )
  await waitFor(() => expect(drawImage).toHaveBeenCalledTimes(2))
  for (const next of ['preparing', 'storing'] as const)
    act(() => state().applyNodes([{ ...elsewhere, state: next }]))
  expect(drawImage).toHaveBeenCalledTimes(2)

  act(() => state().paint({ kind: 'region', number: 1, isTaken: true }))
  expect(drawImage.mock.calls.length).toBeGreaterThan(2)
})
