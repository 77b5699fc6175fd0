import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/errors'
import { keyOfNode } from '@/lib/history/node-key'
import { PAINTING_KEPT } from '@/lib/studio/masks/mask-actions'
import { isMaskShown } from '@/lib/studio/masks/mask-slice'
import { isPointing } from '@/lib/studio/selection/pointing'
import { placementOf, toPanePoint } from '@/lib/studio/stage/viewport'
import { changeMapsOf, fidelityReport } from '@/tests/support/fidelity-reports'
import { editView, imageIdOf, imageView, rootView, uuidOf } from '@/tests/support/node-views'
import { createTestStore } from '@/tests/support/studio-screen'

const cat = rootView('cat', { image: imageView('cat', 900, 600) })
const blue = editView('blue', { inputImageId: cat.image.id, keptShare: 0.9 })
const other = editView('other', { inputImageId: cat.image.id, keptShare: 0.5 })
const composite = editView('composite', { modelId: 'local/composite', runId: uuidOf('composing') })

function open({ maps = changeMapsOf(), commands = {}, parts = {} } = {}) {
  const made = createTestStore({
    nodes: [cat, blue, other],
    commands: {
      loadFidelity: async () => ({ ok: true, report: fidelityReport() }),
      startComposite: async () => ({ ok: true, runId: composite.runId, edits: [composite] }),
      ...commands,
    },
    parts: { changeMaps: maps, ...parts },
  })
  made.store.getState().show(keyOfNode(blue))
  return { ...made, state: made.store.getState }
}

describe('regions', () => {
  it('are gone through in turn, and looked at when the stage is ready', async () => {
    const { state } = open()
    await state().loadReport(blue.id)
    state().stepRegion(blue.id, 1)
    expect(state()).toMatchObject({ view: 'changes', region: { index: 0 }, viewport: { mode: 'fit' } })
    state().measureScene({ reference: { width: 900, height: 600 } })
    state().lookAtRegion()
    const { viewport, scene } = state()
    expect(toPanePoint({ x: 720, y: 290 }, placementOf(viewport, scene), scene.frame)).toEqual({
      x: 400,
      y: 300,
    })
    state().stepRegion(blue.id, -1)
    expect(state().region?.index).toBe(1)
    state().stepRegion(blue.id, 1)
    expect(state().region?.index).toBe(0)
  })

  it('leave the zoom alone once they were looked at', async () => {
    const { state } = open()
    await state().loadReport(blue.id)
    state().showRegion(blue.id, 0)
    state().lookAtRegion()
    state().fitPicture()
    state().lookAtRegion()
    expect(state().viewport.mode).toBe('fit')
  })

  it('do nothing where nothing changed', async () => {
    const { state } = open({
      commands: { loadFidelity: async () => ({ ok: true, report: fidelityReport({ regions: [] }) }) },
    })
    await state().loadReport(blue.id)
    state().stepRegion(blue.id, 1)
    expect(state().region).toBeNull()
  })
})

describe('a report', () => {
  it('is asked for once by all who want it, and once more when the edit was measured meanwhile', async () => {
    const unmeasured = { ...other, keptShare: null }
    const { state, given } = open({
      commands: {
        loadFidelity: async () => ({
          ok: true,
          report: state().nodes[keyOfNode(other)] === unmeasured ? null : fidelityReport(),
        }),
      },
    })
    state().applyNodes([unmeasured])
    const early = [state().loadReport(other.id), state().loadReport(other.id)]
    await Promise.all(early)
    expect(given.loadFidelity).toHaveLength(1)
    state().applyNodes([other])
    await Promise.all([state().loadReport(other.id), state().loadReport(other.id)])
    expect(given.loadFidelity).toHaveLength(2)
    expect(state().reports[other.id]).toBeDefined()
  })
})

describe('the maps', () => {
  it('are those of the edit that was asked for last', async () => {
    let answerFirst = () => {}
    const first = new Promise<void>((resolve) => {
      answerFirst = resolve
    })
    const maps = changeMapsOf()
    const { state } = open({
      maps: {
        ...maps,
        readMap: async (...args) => {
          if (args[1] === blue.id) await first
          return maps.readMap(...args)
        },
      },
    })
    const asked = state().loadMaps(blue.id)
    await state().loadMaps(other.id)
    answerFirst()
    await asked
    expect(state().maps?.editId).toBe(other.id)
    expect(state().fidelityError).toBeNull()
  })

  it('say when they cannot be had', async () => {
    const { state } = open({ maps: changeMapsOf({ readMap: async () => Promise.reject(new Error('404')) }) })
    await state().loadMaps(blue.id)
    expect(state().fidelityError).toMatchObject({ editId: blue.id })
  })
})

describe('a mask', () => {
  const openMask = async (options: Parameters<typeof open>[0] = {}, taken = [1]) => {
    const made = open(options)
    await made.state().openMask(blue, cat.image, taken)
    return made
  }

  it('begins with the regions that were chosen, which have room for the passage already', async () => {
    const small = fidelityReport()
    const { state } = await openMask({
      commands: {
        loadFidelity: async () => ({
          ok: true,
          report: { ...small, alignment: { ...small.alignment, scaleX: 8, scaleY: 8 } },
        }),
      },
    })
    const { mask, keptShare } = state().masking!
    expect(mask).toMatchObject({ width: 90, height: 60 })
    expect(state().masking!.featherPx).toBe(32)
    expect(keptShare).toBeCloseTo(1 - (24 * 18) / (90 * 60), 9)
    expect(state().view).toBe('changes')
  })

  it('is painted, taken back and painted again', async () => {
    const { state } = await openMask()
    const before = state().masking!.mask
    state().paint({ kind: 'stroke', isAdding: true, radiusPx: 50, points: [{ x: 100, y: 500 }] })
    const painted = state().masking!
    expect(painted.keptShare).toBeLessThan(0.92)
    state().undoMask()
    expect(state().masking!.mask).toEqual(before)
    state().redoMask()
    expect(state().masking!.mask).toEqual(painted.mask)
    expect(state().masking!.keptShare).toBe(painted.keptShare)
  })

  it('keeps its brush within reason', async () => {
    const { state } = await openMask()
    state().changeTool({ brushPx: 2 })
    for (const _ of [1, 2, 3]) state().resizeBrush(-1)
    expect(state().masking!.brushPx).toBe(1)
    state().changeTool({ brushPx: 990 })
    state().resizeBrush(1)
    expect(state().masking!.brushPx).toBe(1000)
  })

  it('waits while another edit is shown', async () => {
    const { state } = await openMask()
    expect(isMaskShown(state())).toBe(true)
    state().show(keyOfNode(other))
    expect(isMaskShown(state())).toBe(false)
    expect(state().masking).not.toBeNull()
  })

  it('is sent as an image of its own, and the composite is shown', async () => {
    const sent: File[] = []
    const image = imageView('mask')
    const { state, given } = await openMask({
      parts: {
        uploads: {
          sendFile: async (_signal: AbortSignal, file: File) => {
            sent.push(file)
            return { image, name: file.name }
          },
        },
      },
    })
    await state().applyMask()
    expect(sent.map((file) => file.name)).toEqual(['mask.png'])
    expect(given.startComposite![0]![0]).toMatchObject({
      editId: blue.id,
      maskImageId: imageIdOf('mask'),
      featherPx: 8,
      matchColour: false,
    })
    expect(state().masking).toBeNull()
    expect(state().selected).toEqual([keyOfNode(composite)])
    expect(state().view).toBe('split')
  })

  it('of everything that changed is left to the server, which knows every px', async () => {
    const { state, given } = await openMask({}, [1, 2])
    await state().applyMask()
    expect(given.startComposite![0]![0]).toMatchObject({ maskImageId: null })
  })

  it('stays as it is when it was refused, and says why', async () => {
    const { state } = await openMask({
      maps: changeMapsOf({ drawFile: async () => Promise.reject(new AppError('storage_full')) }),
    })
    await state().applyMask()
    expect(state().masking).toMatchObject({ isSending: false, error: { code: 'storage_full' } })
  })

  const stroke = { kind: 'stroke' as const, isAdding: true, radiusPx: 50, points: [{ x: 100, y: 500 }] }

  it('that is painted is kept when the mask of another result is opened, and said so', async () => {
    const { state } = await openMask()
    state().paint(stroke)
    await state().openMask(other, cat.image, [1])
    expect(state().masking?.edit).toBe(other)
    expect(state().notices.map(({ text }) => text)).toEqual([PAINTING_KEPT])
    await state().openMask(blue, cat.image, [1])
    expect(state().masking?.document.done).toEqual([stroke])
  })

  it('gives way to the tool Select, and is kept', async () => {
    const { state } = await openMask()
    state().applyInputs([{ imageId: cat.image.id, editId: null, name: 'cat.jpg', image: cat.image }])
    state().paint(stroke)
    state().toggleSelecting()
    expect(isPointing(state())).toBe(true)
    expect(state().masking).toBeNull()
    state().undoLast()
    expect(isPointing(state())).toBe(false)
    expect(state().masking?.document.done).toEqual([stroke])
  })

  it('that is brought back keeps the one that took its place', async () => {
    const { state } = await openMask()
    state().paint(stroke)
    await state().openMask(other, cat.image, [1])
    state().paint(stroke)
    state().undoLast()
    expect(state().masking?.edit).toBe(blue)
    await state().openMask(other, cat.image, [1])
    expect(state().masking?.document.done).toEqual([stroke])
  })

  it('that waits is kept when parts are opened, and each painting of parts when others are', async () => {
    const third = editView('third', { inputImageId: cat.image.id })
    const { state } = await openMask()
    state().applyNodes([third])
    state().paint(stroke)
    const [first, second] = [[blue, other].map(keyOfNode), [blue, third].map(keyOfNode)]
    for (const keys of [first, second]) {
      await state().openParts(keys)
      state().paint(stroke)
    }
    await state().openParts(first)
    expect(state().parts?.done).toEqual([{ label: 1, step: stroke }])
    await state().openParts(second)
    expect(state().parts?.done).toEqual([{ label: 1, step: stroke }])
    await state().openMask(blue, cat.image, [1])
    expect(state().parts).toBeNull()
    expect(state().masking?.document.done).toEqual([stroke])
  })

  it('is not sent when it was left meanwhile', async () => {
    let draw = () => {}
    const { state, given } = await openMask({
      maps: changeMapsOf({
        drawFile: () =>
          new Promise((resolve) => {
            draw = () => resolve(new Blob(['mask']))
          }),
      }),
      parts: { uploads: { sendFile: async () => ({ image: imageView('mask'), name: 'mask.png' }) } },
    })
    const applying = state().applyMask()
    state().leaveMask()
    draw()
    await applying
    expect(given.startComposite).toBeUndefined()
    expect(state().masking).toBeNull()
  })
})
