// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { Inspector } from '@/components/inspector/inspector'
import { keyOfNode } from '@/lib/history/node-key'
import { changeMapsOf, fidelityReport } from '@/tests/support/fidelity-reports'
import { editView, imageView, rootView } from '@/tests/support/node-views'
import { createTestStore, renderWith, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()

const cat = rootView('cat', { image: imageView('cat', 900, 600) })
const blue = editView('blue', { inputImageId: cat.image.id, rootImageId: cat.image.id, keptShare: 0.924 })
const KEEP = 'Keep everything else exactly as it was'

function show({ report = fidelityReport(), edit = blue, answered = {} } = {}) {
  const made = createTestStore({
    nodes: [cat, edit],
    commands: {
      loadFidelity: async () => ({ ok: true, report }),
      loadRecipe: async () => ({
        ok: true,
        recipe: {
          asked: {
            version: 1,
            prompt: 'x',
            modelId: edit.modelId,
            inputs: [],
            settings: { watermark: false, advanced: {} },
          },
          sent: null,
          answered,
        },
      }),
    },
    parts: { changeMaps: changeMapsOf() },
  })
  made.store.getState().show(keyOfNode(edit))
  renderWith(made.store, <Inspector />)
  return { ...made, state: made.store.getState }
}

const regions = async () =>
  within(await screen.findByRole('list', { name: 'Changed regions, largest first' })).getAllByRole('listitem')
const openPanel = async () => {
  await userEvent.click(await screen.findByRole('button', { name: KEEP }))
  await screen.findByRole('heading', { name: KEEP })
}

describe('From selection', () => {
  const selection = { imageId: cat.image.id, picture: { width: 900, height: 600 }, pointed: null, mask: null }
  const box = { x: 0, y: 0, width: 450, height: 300 }

  it('puts what was selected on the same picture in place of the mask', async () => {
    const { state, store } = show()
    store.setState({ selection: { ...selection, box, maskImageId: null } })
    await openPanel()
    await userEvent.click(screen.getByRole('button', { name: 'From selection' }))
    expect(state().masking!.keptShare).toBe(0.75)
    expect(state().masking!.mask.data[0]).toBe(255)
  })

  it.each([
    [0.522, 'kept exactly, was 52.2 %'],
    [0.76, 'kept exactly'],
  ])('says what share was the same before, %s, only where more is now', async (exactShare, words) => {
    const { store } = show({ report: fidelityReport({ exactShare }) })
    store.setState({ selection: { ...selection, box, maskImageId: null } })
    await openPanel()
    await userEvent.click(screen.getByRole('button', { name: 'From selection' }))
    expect(screen.getByText(/^kept exactly/).textContent).toBe(words)
  })

  it('is not offered for a selection on another picture', async () => {
    const { store } = show()
    store.setState({ selection: { ...selection, imageId: 'f'.repeat(64), box, maskImageId: null } })
    await openPanel()
    expect(screen.queryByRole('button', { name: 'From selection' })).toBeNull()
  })
})

describe('Fidelity', () => {
  it('lists what changed in words, largest first, and goes there on Enter', async () => {
    const { state } = show()
    const [first, second] = await regions()
    expect(first!.textContent).toContain('1 · Centre right240 × 180 px7.0 %distance 0.263')
    expect(second!.textContent).toContain('2 · Upper left')
    act(() => within(second!).getByRole('button').focus())
    await userEvent.keyboard('{Enter}')
    expect(state()).toMatchObject({ view: 'changes', region: { editId: blue.id, index: 1 } })
  })

  it('warns before every number where the alignment is in doubt', async () => {
    const report = fidelityReport()
    show({ report: { ...report, alignment: { ...report.alignment, reliable: false } } })
    expect(await screen.findByText(/It is not certain how the result lies on the original/)).toBeTruthy()
  })

  it('says plainly that the whole picture changed, and lists nothing then', async () => {
    show({ edit: { ...blue, changeKind: 'whole' }, report: fidelityReport({ keptShare: 0.01 }) })
    expect(await screen.findByText(/Hardly anything stayed as it was/)).toBeTruthy()
    expect(screen.getByText('The whole picture changed')).toBeTruthy()
    expect(screen.queryByText(/of the picture kept/)).toBeNull()
    expect(screen.queryByText('Colour drift')).toBeNull()
    expect(screen.queryByText('Outside')).toBeNull()
    expect(screen.getByText('Alignment')).toBeTruthy()
    expect(screen.queryByRole('list', { name: /Changed regions/ })).toBeNull()
  })

  it('draws no share of a result that was not recognised', async () => {
    const report = fidelityReport({ keptShare: 0.2 })
    const alignment = { ...report.alignment, reliable: false }
    show({ edit: { ...blue, changeKind: 'unplaced' }, report: { ...report, alignment } })
    expect(await screen.findByText(/could not be placed on the original/)).toBeTruthy()
    expect(screen.getByText('Not found on the original')).toBeTruthy()
    expect(screen.queryByRole('img', { name: /% kept/ })).toBeNull()
    expect(screen.queryByRole('list', { name: /Changed regions/ })).toBeNull()
  })

  it('says of its button that a picture is made, and of what', async () => {
    show()
    const button = await screen.findByRole('button', { name: KEEP })
    const help = document.getElementById(button.getAttribute('aria-describedby')!)
    expect(help?.textContent).toBe(
      'Makes a new picture: the ticked regions from this result, every other pixel from the original.',
    )
  })

  it('says that it is being measured while it is', () => {
    show({ edit: { ...blue, keptShare: null } })
    expect(screen.getByText('Being measured…')).toBeTruthy()
  })

  it('shows the proof of a composite', async () => {
    const answered = { keptHash: '9f3ab8c4'.repeat(8), keptShare: 0.924, featherPx: 4 }
    show({ edit: { ...blue, modelId: 'local/composite' }, answered })
    const proof = await screen.findByRole('region', { name: 'Proof' })
    expect(proof.textContent).toContain('Kept area proved equal: SHA-256 9f3ab8…')
    expect(screen.queryByRole('button', { name: KEEP })).toBeNull()
  })
})

describe('the panel of the mask', () => {
  it('takes the focus of the button that opened it, and gives it back', async () => {
    show()
    await openPanel()
    const head = screen.getByRole('heading', { name: KEEP })
    await waitFor(() => expect(document.activeElement).toBe(head))
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    const opener = await screen.findByRole('button', { name: KEEP })
    await waitFor(() => expect(document.activeElement).toBe(opener))
  })

  it('begins with the regions that were chosen in Details', async () => {
    const { state } = show()
    const [, second] = await regions()
    await userEvent.click(within(second!).getByRole('checkbox', { name: 'Take region 2 from the edit' }))
    await openPanel()
    expect(state().masking?.document.start).toEqual([1])
    expect(screen.getByText('1 of 2 regions')).toBeTruthy()
  })

  it('takes a region in and out, inverts, clears, and takes each step back', async () => {
    const { state } = show()
    await openPanel()
    const box = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'Take region 1 from the edit' })
    await userEvent.click(box())
    expect(box().checked).toBe(false)
    await userEvent.click(screen.getByRole('button', { name: 'Invert' }))
    expect(box().checked).toBe(true)
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }))
    expect(screen.getByText('Nothing is taken from the edit yet.')).toBeTruthy()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Apply' }).disabled).toBe(true)
    for (const _ of [1, 2, 3]) await userEvent.click(screen.getByRole('button', { name: 'Undo stroke' }))
    expect(state().masking?.document.done).toEqual([])
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Undo stroke' }).disabled).toBe(true)
    await userEvent.click(screen.getByRole('button', { name: 'Redo stroke' }))
    expect(box().checked).toBe(false)
  })

  it('says what to do where nothing changed by itself', async () => {
    show({ report: fidelityReport({ regions: [] }) })
    await openPanel()
    expect(screen.getByText(/no separate regions: paint/)).toBeTruthy()
    expect(screen.queryByText('0 of 0 regions')).toBeNull()
    expect(screen.queryByRole('list', { name: /Changed regions/ })).toBeNull()
  })

  it('sets brush, feather, colours and what the stage shows', async () => {
    const { state } = show()
    await openPanel()
    fireEvent.change(screen.getByRole('slider', { name: 'Brush size' }), { target: { value: '64' } })
    fireEvent.change(screen.getByRole('slider', { name: 'Feather' }), { target: { value: '12' } })
    await userEvent.click(screen.getByRole('switch', { name: 'Match colour to the kept area' }))
    await userEvent.click(screen.getByRole('button', { name: 'Erase' }))
    await userEvent.click(screen.getByRole('radio', { name: 'Result' }))
    expect(state().masking).toMatchObject({
      brushPx: 64,
      featherPx: 12,
      isColourMatched: true,
      isAdding: false,
      isResultShown: true,
    })
  })

  it('keeps what was painted when it is left, with the way back through its steps', async () => {
    const { state } = show()
    await openPanel()
    await userEvent.click(screen.getByRole('button', { name: 'Invert' }))
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }))
    await userEvent.click(screen.getByRole('button', { name: 'Undo stroke' }))
    const painted = state().masking!
    await userEvent.click(screen.getByRole('button', { name: 'Close' }))
    expect(state().masking).toBeNull()
    await openPanel()
    expect(state().masking).toMatchObject({
      document: painted.document,
      mask: painted.mask,
      keptShare: painted.keptShare,
    })
    await userEvent.click(screen.getByRole('button', { name: 'Undo stroke' }))
    expect(state().masking?.document.done).toEqual([])
  })

  it('is opened again by the undo of its notice', async () => {
    const { state } = show()
    await openPanel()
    await userEvent.click(screen.getByRole('button', { name: 'Invert' }))
    act(() => state().leaveMask())
    act(() => void state().undoLast())
    expect(state().masking?.document.done).toEqual([{ kind: 'invert' }])
    expect(await screen.findByRole('button', { name: 'Apply' })).toBeTruthy()
  })

  it.each(['Cancel', 'Apply'])('goes back to the view from before by %s', async (end) => {
    const { state } = show()
    act(() => state().chooseView('overlay'))
    await openPanel()
    expect(state().view).toBe('changes')
    await userEvent.click(screen.getByRole('button', { name: end }))
    await waitFor(() => expect(state().masking).toBeNull())
    expect(state().view).toBe('overlay')
  })

  it('leaves the view alone that was chosen while it was open', async () => {
    const { state } = show()
    await openPanel()
    act(() => state().chooseView('single'))
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(state().view).toBe('single')
  })

  it('is left without a trace', async () => {
    const { state, given } = show()
    await openPanel()
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(state().masking).toBeNull()
    expect(given.startComposite).toBeUndefined()
    expect(await screen.findByRole('button', { name: KEEP })).toBeTruthy()
  })
})
