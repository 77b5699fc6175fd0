// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { Inspector } from '@/components/inspector/inspector'
import type { RecipeView } from '@/lib/edits/recipe'
import { keyOfNode } from '@/lib/history/node-key'
import { fidelityReport } from '@/tests/support/fidelity-reports'
import { editView, rootView } from '@/tests/support/node-views'
import { createTestStore, renderWith, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()

const cat = rootView('cat')
const a = editView('a', { prompt: 'golden grass, soft light', inputImageId: cat.image.id, keptShare: 0.562 })
const b = editView('b', { prompt: 'golden grass, warm evening sky', inputImageId: cat.image.id })

const recipeOf = (seed: number): RecipeView => ({
  asked: {
    version: 1,
    prompt: 'x',
    modelId: 'local/engine',
    inputs: [{ imageId: cat.image.id, name: 'cat.jpg' }],
    settings: { guidance: 5.5, seed, watermark: false, advanced: {} },
  },
  sent: { prompt: 'as it went out' },
  answered: null,
})
const loadRecipe = async (id: string) => ({ ok: true as const, recipe: recipeOf(id === a.id ? 1 : 2) })

it('shows the three faces of a recipe and the kept share', async () => {
  const { store } = createTestStore({ nodes: [cat, a], commands: { loadRecipe } })
  renderWith(store, <Inspector />)
  const details = screen.getByRole('region', { name: 'Details' })
  expect(await within(details).findByText('5.5')).toBeTruthy()
  expect(within(details).getByText('56.2 %')).toBeTruthy()
  await userEvent.click(screen.getByRole('tab', { name: 'As sent' }))
  expect(screen.getByRole('tabpanel').textContent).toContain('as it went out')
  await userEvent.keyboard('{ArrowRight}')
  expect(screen.getByRole('tabpanel').textContent).toBe('No answer has been kept.')
})

it('says what a later step is measured against', async () => {
  const step = editView('step', { parentEditId: a.id, inputImageId: a.image!.id, keptShare: 0.9 })
  const { store } = createTestStore({ nodes: [cat, a, step], commands: { loadRecipe } })
  act(() => store.getState().show(keyOfNode(step)))
  renderWith(store, <Inspector />)
  expect(await screen.findByText('against “golden grass, soft light”')).toBeTruthy()
  act(() => store.getState().show(keyOfNode(a)))
  expect(screen.queryByText(/^against/)).toBeNull()
})

it('hands the recipe out as a file, with all of its faces', async () => {
  const saved: Blob[] = []
  const names: string[] = []
  URL.createObjectURL = (file) => {
    saved.push(file as Blob)
    return 'blob:recipe'
  }
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download)
  })
  const { store } = createTestStore({ nodes: [cat, a], commands: { loadRecipe } })
  renderWith(store, <Inspector />)
  await userEvent.click(await screen.findByRole('button', { name: 'Download the recipe' }))
  expect(names).toEqual([expect.stringMatching(/\.recipe\.json$/)])
  expect(JSON.parse(await textOf(saved[0]!))).toEqual(recipeOf(1))
})

const textOf = (file: Blob) =>
  new Promise<string>((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.readAsText(file)
  })

it('compares the words of two prompts and the settings that differ', async () => {
  const { store } = createTestStore({ nodes: [cat, a, b], commands: { loadRecipe } })
  act(() => {
    store.getState().show(keyOfNode(a))
    store.getState().compareWith(keyOfNode(b))
  })
  renderWith(store, <Inspector />)
  const seed = await screen.findByRole('row', { name: /Seed/ })
  expect(
    within(seed)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['1', '2'])
  expect(screen.getByText('soft light').tagName).toBe('DEL')
  expect(screen.getByText('warm evening sky').tagName).toBe('INS')
  expect(screen.getByText('3 words added, 2 removed')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Download both' })).toBeTruthy()
})

it('says nothing of the prompt of a photo, which was not asked for', async () => {
  const { store } = createTestStore({ nodes: [cat, a, b], commands: { loadRecipe } })
  act(() => {
    store.getState().show(keyOfNode(cat))
    store.getState().compareWith(keyOfNode(a))
  })
  renderWith(store, <Inspector />)
  expect(await screen.findByRole('button', { name: 'Download both' })).toBeTruthy()
  expect(screen.queryByText(/words? added/)).toBeNull()
})

it('goes from one result to the comparison of two and back while it stands', async () => {
  const { store } = createTestStore({ nodes: [cat, a, b], commands: { loadRecipe } })
  store.getState().show(keyOfNode(a))
  renderWith(store, <Inspector />)
  expect(await screen.findByRole('tab', { name: 'As asked' })).toBeTruthy()
  act(() => store.getState().compareWith(keyOfNode(b)))
  await userEvent.click(await screen.findByRole('button', { name: 'Leave the comparison' }))
  expect(store.getState().selected).toEqual([keyOfNode(b)])
  expect(await screen.findByRole('tab', { name: 'As asked' })).toBeTruthy()
})

it('names the results of a run by the value of the variable that each was made with', async () => {
  const run = ['red', 'dark blue'].map((colour, position) =>
    editView(colour, { prompt: `Make it ${colour}.`, runId: a.runId, position }),
  )
  const { store } = createTestStore({ nodes: [cat, ...run], commands: { loadRecipe } })
  store.getState().show(keyOfNode(run[0]!))
  renderWith(store, <Inspector />)
  const table = await screen.findByRole('table')
  expect(within(table).getByRole('columnheader', { name: 'Values' })).toBeTruthy()
  expect(within(table).getByRole('button', { name: 'red' })).toBeTruthy()
  expect(within(table).getByRole('button', { name: 'dark blue' })).toBeTruthy()
})

it('compares the last two of several that were chosen, by their letters on the stage', async () => {
  const more = [1, 2, 3].map((at) => editView(`more ${at}`, { keptShare: at / 10 }))
  const { store } = createTestStore({ nodes: [cat, a, b, ...more], commands: { loadRecipe } })
  store.setState({ selected: [cat, a, ...more].map(keyOfNode) })
  renderWith(store, <Inspector />)
  expect(await screen.findByText('D and E of 5')).toBeTruthy()
  const kept = within(screen.getByRole('region', { name: 'Kept' })).getAllByRole('listitem')
  expect(kept.map(({ textContent }) => textContent)).toEqual(['D20.0 %', 'E30.0 %'])
})

it('says who can run here while nothing is selected', () => {
  const { store } = createTestStore({})
  store.getState().applyAvailability({
    'local/engine': { state: 'ready' },
    'pixazo/seededit-3.0': { state: 'no_key', variable: 'PIXAZO_API_KEY' },
  })
  renderWith(store, <Inspector />)
  expect(screen.getByText('PIXAZO_API_KEY')).toBeTruthy()
  expect(screen.getByText(/Choose a result/)).toBeTruthy()
})

it('hides every face of the recipe while results are chosen blind', async () => {
  const run = { runId: a.runId, position: 1, modelId: 'pixazo/seededit-3.0' }
  const { store } = createTestStore({ nodes: [cat, a, { ...b, ...run }], commands: { loadRecipe } })
  act(() => {
    store.getState().show(keyOfNode(a))
    store.getState().chooseView('side')
    store.getState().chooseBlind(true)
  })
  renderWith(store, <Inspector />)
  expect(await screen.findByText(/Hidden while you choose blind/)).toBeTruthy()
  expect(screen.queryByRole('tab')).toBeNull()
  expect(screen.getByRole('region', { name: 'Details' }).textContent).not.toMatch(/Local|SeedEdit/)
})

it('deletes what is shown, a photo too', async () => {
  const { store, given } = createTestStore({ nodes: [cat], commands: { loadRecipe } })
  act(() => store.getState().show(keyOfNode(cat)))
  renderWith(store, <Inspector />)
  await userEvent.click(await screen.findByRole('button', { name: 'Delete' }))
  await expect.poll(() => given.deleteNodes?.[0]?.[1]).toEqual([{ kind: 'root', imageId: cat.image.id }])
})

it('tells the passes of a chain once it is measured, and applies it to the original', async () => {
  const of = {
    rootImageId: cat.image.id,
    alignment: fidelityReport().alignment,
    modelId: 'aiml/seedream-v4-edit',
  }
  const first = { ...a, ...of }
  const second = editView('second', { ...of, parentEditId: a.id, inputImageId: a.image!.id, keptShare: 0.9 })
  const { store, given } = createTestStore({ nodes: [cat, first, second], commands: { loadRecipe } })
  act(() => store.getState().show(keyOfNode(second)))
  renderWith(store, <Inspector />)
  const passes = await screen.findByRole('region', { name: 'Model passes' })
  expect(passes.textContent).toMatch(/2 model passes.*100\.0 %/)
  await userEvent.click(within(passes).getByRole('button', { name: 'Apply to the original instead' }))
  expect(given.startComposite).toMatchObject([[{ editId: second.id, ontoRoot: true, maskImageId: null }]])
})

it('says that a change of tone stays behind, and matches what is laid onto the original to it', async () => {
  const of = { rootImageId: cat.image.id, alignment: fidelityReport().alignment }
  const toned = { ...a, ...of, changeKind: 'tone' as const }
  const last = editView('last', { ...of, parentEditId: a.id, inputImageId: a.image!.id, keptShare: 0.9 })
  const { store, given } = createTestStore({ nodes: [cat, toned, last], commands: { loadRecipe } })
  act(() => store.getState().show(keyOfNode(last)))
  renderWith(store, <Inspector />)
  const passes = await screen.findByRole('region', { name: 'Model passes' })
  expect(passes.textContent).toContain('The change of tone stays behind')
  await userEvent.click(within(passes).getByRole('button', { name: 'Apply to the original instead' }))
  expect(given.startComposite).toMatchObject([[{ editId: last.id, ontoRoot: true, matchColour: true }]])
})
