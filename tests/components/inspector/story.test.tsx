// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import StoryDialog from '@/components/inspector/story-dialog'
import { StorySection } from '@/components/inspector/story-section'
import { Toast } from '@/components/studio/toast'
import type { Recipe } from '@/lib/edits/recipe'
import type { EditView, InputView } from '@/lib/edits/view'
import { keyOfNode } from '@/lib/history/node-key'
import type { StudioCommands } from '@/lib/studio/commands'
import { applyEvent, type StudioStore } from '@/lib/studio/studio-store'
import { editView, imageView, rootView, uuidOf } from '@/tests/support/node-views'
import { createTestStore, renderWith, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()
beforeAll(() => {
  // jsdom has no dialogs of its own.
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true
  }
})

const cat = rootView('cat')
const under = (word: string, before: EditView | undefined, change: Partial<EditView> = {}) =>
  editView(word, {
    parentEditId: before?.id ?? null,
    inputImageId: before?.image?.id ?? cat.image.id,
    rootImageId: cat.image.id,
    ...change,
  })
const first = under('warm evening light', undefined, { keptShare: 0.5 })
const second = under('warm morning light', first)
const third = under('add grain', second)
const fourth = under('sepia', third)
const branch = [cat, first, second, third, fourth]

const recipe: Recipe = {
  version: 1,
  prompt: second.prompt,
  modelId: 'local/engine',
  inputs: [{ imageId: first.image!.id, name: 'x' }],
  settings: { seed: 7, guidance: 3, advanced: {} },
}
const inputOf = (word: string): InputView => ({
  imageId: imageView(word).id,
  editId: null,
  name: `${word}.jpg`,
  image: imageView(word),
})

function read(commands: Partial<StudioCommands> = {}, inputs: InputView[] = [inputOf('cat')]) {
  const { store, given } = createTestStore({
    nodes: branch,
    inputs,
    commands: {
      loadRecipe: async () => ({ ok: true, recipe: { asked: recipe, sent: null, answered: null } }),
      ...commands,
    },
  })
  store.getState().openStory(keyOfNode(fourth))
  renderWith(store, <StoryDialog storyKey={keyOfNode(fourth)} />)
  const steps = within(screen.getByRole('list', { name: 'Steps' })).getAllByRole('listitem')
  return { store, given, steps }
}

describe('a story', () => {
  it('leads from the photo to the result, with what each step says differently', () => {
    const { steps } = read()
    expect(screen.getByRole('heading', { name: 'The story in 4 steps' })).toBeTruthy()
    expect(steps).toHaveLength(5)
    expect(steps[0]!.textContent).toContain('cat.jpg')
    expect(steps[1]!.textContent).toContain('kept 50.0 %')
    const words = within(steps[2]!)
    expect(words.getByText('evening').closest('del')).toBeTruthy()
    expect(words.getByText('morning').closest('ins')).toBeTruthy()
  })

  it('puts a step with its photo and settings into the composer, and offers the rest when it has run', async () => {
    const changed = under('cold light', first, { runId: uuidOf('changed run'), state: 'queued', image: null })
    const { store, given, steps } = read({
      startRun: async () => ({ ok: true, runId: changed.runId, edits: [changed] }),
      startReplay: async () => ({ ok: true, runId: uuidOf('replay'), edits: [] }),
    })
    act(() => store.getState().changeSettings({ guidance: 8 }))
    await userEvent.click(within(steps[2]!).getByRole('button', { name: 'Change this step' }))
    await waitFor(() => expect(store.getState().changing?.step).toBe(2))
    expect(store.getState()).toMatchObject({
      prompt: second.prompt,
      modelIds: ['local/engine'],
      settings: { seed: 7, guidance: 3 },
      storyKey: null,
      changing: { step: 2, editIds: [third.id, fourth.id] },
    })
    expect(store.getState().items[0]).toMatchObject({
      input: { imageId: first.image!.id, editId: first.id },
    })
    act(() => store.getState().writePrompt('cold light'))
    await act(async () => void (await store.getState().run()))
    expect(store.getState()).toMatchObject({ changing: null, notices: [] })
    expect(given.startRun?.[0]?.[0]).toMatchObject({ settings: { seed: 7, guidance: 3 } })
    expect(store.getState()).toMatchObject({ prompt: 'cold light', settings: { seed: null, guidance: 8 } })

    const done = { ...changed, state: 'succeeded' as const, image: imageView('cold') }
    act(() => applyEvent(store, { type: 'node', node: done }))
    act(() => applyEvent(store, { type: 'node', node: { ...done, starred: true } }))
    await waitFor(() =>
      expect(store.getState().notices.map(({ go }) => go?.label)).toEqual(['Replay the 2 steps after it']),
    )
    renderWith(store, <StorySection edit={done} />)
    await userEvent.click(screen.getByRole('button', { name: 'Replay the 2 steps after it' }))
    await waitFor(() => expect(given.startReplay).toHaveLength(1))
    expect(given.startReplay?.[0]?.[0]).toMatchObject({
      editIds: [third.id, fourth.id],
      inputs: [{ imageId: done.image.id, editId: done.id, name: 'cold light' }],
    })
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Replay the 2 steps after it' })).toBeNull(),
    )
    const story = screen.getByRole('button', { name: 'Read as a story' })
    await waitFor(() => expect(document.activeElement).toBe(story))
    expect(store.getState().notices).toEqual([])
    act(() => applyEvent(store, { type: 'node', node: done }))
    expect(store.getState().notices).toEqual([])
  })

  it('lets a step be, with the settings that stood there before', async () => {
    const { store } = read()
    await act(() => store.getState().changeStep(keyOfNode(third)))
    await act(() => store.getState().changeStep(keyOfNode(second)))
    act(() => store.getState().writePrompt('cold light'))
    await act(async () => store.getState().leaveChange())
    expect(store.getState()).toMatchObject({ changing: null, prompt: 'cold light', settings: { seed: null } })
  })

  describe('a change that fails', () => {
    const failed = under('cold light', first, { runId: uuidOf('changed run'), state: 'failed', image: null })
    const begin = async () => {
      const runs = [failed, under('cool light', first)]
      const startRun = async () => {
        const edit = runs.shift()!
        return { ok: true as const, runId: edit.runId, edits: [{ ...edit, state: 'queued' as const }] }
      }
      const page = read({ startRun })
      act(() => page.store.getState().changeSettings({ guidance: 8 }))
      await act(() => page.store.getState().changeStep(keyOfNode(second)))
      act(() => page.store.getState().writePrompt('cold light'))
      await act(async () => void (await page.store.getState().run()))
      return page
    }
    const tell = (store: StudioStore, node: EditView) =>
      act(async () => applyEvent(store, { type: 'node', node }))

    it('comes back into the composer, and counts for the run that is right', async () => {
      const { store } = await begin()
      expect(store.getState()).toMatchObject({ changing: null, settings: { guidance: 8 } })
      await tell(store, failed)
      await waitFor(() => expect(store.getState().changing?.editIds).toEqual([third.id, fourth.id]))
      expect(store.getState()).toMatchObject({ prompt: 'cold light', settings: { seed: 7, guidance: 3 } })
      await act(async () => void (await store.getState().run()))
      const { followUps, ...state } = store.getState()
      expect(state).toMatchObject({ changing: null, settings: { guidance: 8 } })
      expect(followUps[uuidOf('run of cool light')]).toEqual(followUps[failed.runId])
    })

    it('lets go when a retry succeeds', async () => {
      const { store } = await begin()
      await tell(store, failed)
      await waitFor(() => expect(store.getState().changing).not.toBeNull())
      await tell(store, { ...failed, state: 'succeeded', image: imageView('cold') })
      await waitFor(() => expect(store.getState().changing).toBeNull())
      expect(store.getState().settings.guidance).toBe(8)
      expect(store.getState().notices).toHaveLength(1)
    })

    it('leaves alone what was begun meanwhile, and comes back when it is asked for', async () => {
      const { store } = await begin()
      act(() => store.getState().writePrompt('another wish'))
      await tell(store, failed)
      expect(store.getState()).toMatchObject({ changing: null, prompt: 'another wish' })
      renderWith(store, <StorySection edit={failed} />)
      await userEvent.click(screen.getByRole('button', { name: 'Change step 2 again' }))
      await waitFor(() => expect(store.getState().changing?.editIds).toEqual([third.id, fourth.id]))
    })

    it('stays away once the user has left the story', async () => {
      const { store } = await begin()
      await tell(store, failed)
      await waitFor(() => expect(store.getState().changing).not.toBeNull())
      await act(async () => store.getState().leaveChange())
      await waitFor(() => expect(store.getState().changing).toBeNull())
      const told: unknown[] = []
      store.subscribe(({ changing }) => told.push(changing))
      await tell(store, { ...failed, starred: true })
      expect(told.filter(Boolean)).toEqual([])
      expect(told).not.toEqual([])
    })

    it('is not offered while its picture may still be had', async () => {
      const { store } = await begin()
      await tell(store, { ...failed, state: 'outcome_unknown' })
      expect(store.getState().changing).toBeNull()
    })
  })

  it('offers nothing more for a changed step that was deleted', async () => {
    const changed = under('cold light', first, { runId: uuidOf('changed run'), state: 'queued', image: null })
    const { store } = read({ startRun: async () => ({ ok: true, runId: changed.runId, edits: [changed] }) })
    await act(() => store.getState().changeStep(keyOfNode(second)))
    await act(async () => void (await store.getState().run()))
    act(() => applyEvent(store, { type: 'node', node: { ...changed, state: 'succeeded' } }))
    await waitFor(() => expect(store.getState().notices).toHaveLength(1))
    renderWith(store, <Toast notice={store.getState().notices[0]!} />)
    act(() => applyEvent(store, { type: 'removed', nodes: [{ kind: 'edit', id: changed.id }] }))
    expect(store.getState().notices).toEqual([])
  })

  it('strikes out no words between steps that ask for different things', () => {
    const { steps } = read()
    expect(within(steps[3]!).getByText('add grain').closest('ins')).toBeNull()
  })

  it('is run on the other photos among the inputs, as a whole or its last step alone', async () => {
    const startReplay = async () => ({ ok: true as const, runId: uuidOf('replay'), edits: [] })
    const { given } = read({ startReplay }, [inputOf('cat'), inputOf('bowl'), inputOf('pagoda')])
    await userEvent.click(screen.getByRole('button', { name: 'Run on other inputs' }))
    expect(screen.queryByRole('checkbox', { name: 'cat.jpg' })).toBeNull()
    expect(screen.getByText(/4 steps × 2 photos, free/)).toBeTruthy()
    await userEvent.click(screen.getByRole('checkbox', { name: 'pagoda.jpg' }))
    await userEvent.click(screen.getByRole('radio', { name: 'The last step' }))
    await userEvent.click(screen.getByRole('button', { name: 'Run 1 edit' }))
    await waitFor(() => expect(given.startReplay).toHaveLength(1))
    expect(given.startReplay?.[0]?.[0]).toMatchObject({
      editIds: [fourth.id],
      inputs: [{ imageId: imageView('bowl').id, editId: null, name: 'bowl.jpg' }],
    })
  })

  it('says why a replay was refused', async () => {
    const error = { code: 'model_unavailable' as const, message: 'Local engine cannot run now.' }
    read({ startReplay: async () => ({ ok: false, error }) }, [inputOf('bowl')])
    await userEvent.click(screen.getByRole('button', { name: 'Run on other inputs' }))
    await userEvent.click(screen.getByRole('button', { name: 'Run 4 edits' }))
    expect((await screen.findByRole('alert')).textContent).toBe(error.message)
  })
})

describe('played as a slideshow', () => {
  afterEach(() => void vi.useRealTimers())

  /** The part is fetched before the clock is stopped. */
  async function play() {
    const { store } = read()
    await import('@/components/inspector/story-show')
    await userEvent.click(screen.getByRole('button', { name: 'Play' }))
    const show = await screen.findByRole('region', { name: 'Slideshow' })
    const said = () => within(show).getByRole('status').textContent
    const press = (key: string) => fireEvent.keyDown(document.activeElement!, { key })
    /** What Space does with the button that has the focus, also while the clock stands. */
    const pressButton = () => fireEvent.click(document.activeElement!)
    return { store, show, said, press, pressButton }
  }

  it('goes on by itself, two seconds for each picture, and rests at the last', async () => {
    const { said, pressButton } = await play()
    await userEvent.keyboard(' ')
    expect(said()).toBe('The photo: cat.jpg')
    vi.useFakeTimers()
    pressButton()
    act(() => void vi.advanceTimersByTime(1999))
    expect(said()).toBe('The photo: cat.jpg')
    act(() => void vi.advanceTimersByTime(1))
    expect(said()).toBe('Step 1 of 4: warm evening light')
    for (const _ of [2, 3, 4, 5]) act(() => void vi.advanceTimersByTime(2000))
    expect(said()).toBe('Step 4 of 4: sepia')
    expect(screen.getByRole('button', { name: 'Play' })).toBe(document.activeElement)
    pressButton()
    expect(said()).toBe('The photo: cat.jpg')
  })

  it('steps by arrows and holds there; Space presses the button that has the focus', async () => {
    const { said, press, show } = await play()
    press('ArrowRight')
    press('ArrowRight')
    expect(said()).toBe('Step 2 of 4: warm morning light')
    expect(within(show).getByText('morning').closest('ins')).toBeTruthy()
    expect(within(show).getByRole('button', { name: 'Play' })).toBeTruthy()
    within(show).getByRole('button', { name: 'Previous step' }).focus()
    await userEvent.keyboard(' ')
    expect(said()).toBe('Step 1 of 4: warm evening light')
    expect(within(show).getByRole('button', { name: 'Play' })).toBeTruthy()
    press('Home')
    expect(said()).toBe('The photo: cat.jpg')
  })

  it('ends by Escape, back in the story and not out of it', async () => {
    const { press, store } = await play()
    press('Escape')
    expect(screen.getByRole('list', { name: 'Steps' })).toBeTruthy()
    expect(store.getState().storyKey).not.toBeNull()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Play' }))
  })
})

describe('doing a recipe again', () => {
  it.each([
    ['same', 1, 0, 'The recipe gave the same bytes as before.'],
    ['close', 0.984, 0.0123, 'The recipe gave a close picture: 98.4 % the same, mean distance 0.012.'],
    ['different', 0.2, 0.2, 'The recipe gave a different picture: 20.0 % the same, mean distance 0.200.'],
  ] as const)('says that the result is %s', (verdict, sameShare, meanDistance, words) => {
    const edit = { ...first, replay: { verdict, sameShare, meanDistance } }
    const { store } = createTestStore({ nodes: [cat, edit] })
    renderWith(store, <StorySection edit={edit} />)
    expect(screen.getByText(words)).toBeTruthy()
  })
})
