// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { Composer } from '@/components/composer/composer'
import type { InputView } from '@/lib/edits/view'
import { keyOfNode, keyOfRoot } from '@/lib/history/node-key'
import { MODELS } from '@/lib/models/catalogue'
import type { StudioCommands } from '@/lib/studio/commands'
import { editView, imageView, rootView, uuidOf } from '@/tests/support/node-views'
import { createTestStore, renderWith, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()

const input = (word: string): InputView => ({
  imageId: imageView(word).id,
  editId: null,
  name: `${word}.jpg`,
  image: imageView(word),
})
const startRun = async () => ({ ok: true as const, runId: uuidOf('run'), edits: [] })

function show(words: string[] = ['cat'], commands: Partial<StudioCommands> = { startRun }) {
  const { store, given } = createTestStore({ inputs: words.map(input), commands })
  renderWith(store, <Composer />)
  return { store, given, user: userEvent.setup() }
}

const press = (name: string) => screen.getByRole('button', { name })

it('walks through earlier prompts, and back by one press', async () => {
  const nodes = [editView('sepia'), editView('grey')]
  const { store } = createTestStore({ inputs: [input('cat')], nodes })
  renderWith(store, <Composer />)
  const prompt = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' })
  const walk = async (key: string) => {
    await userEvent.keyboard(key)
    // The caret follows a frame later.
    await act(() => new Promise(requestAnimationFrame))
    return prompt.value
  }
  await userEvent.type(prompt, 'warmer')
  prompt.setSelectionRange(0, 0)
  const [older, oldest] = [await walk('{ArrowUp}'), await walk('{ArrowUp}')]
  expect(new Set(['warmer', older, oldest]).size).toBe(3)
  expect([await walk('{ArrowDown}'), await walk('{ArrowDown}')]).toEqual([older, 'warmer'])
})

it('has the prompt of what is continued from ready to be changed', async () => {
  const sepia = editView('sepia')
  const { store } = createTestStore({ inputs: [input('cat')], nodes: [sepia] })
  renderWith(store, <Composer />)
  const prompt = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' })
  expect(document.activeElement).not.toBe(prompt)
  await act(() => store.getState().continueFrom(keyOfNode(sepia)))
  expect(document.activeElement).toBe(prompt)
  await userEvent.keyboard('warmer')
  expect(prompt.value).toBe('warmer')
})

describe('Run', () => {
  it('says before it what will happen and what it costs', async () => {
    const { user } = show()
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'black and white')
    await user.click(screen.getByRole('checkbox', { name: 'SeedEdit 3.0 (AIML)' }))
    expect(screen.getByRole('status').textContent).toBe('2 models × 1 image → 2 edits, 1 price unknown')
  })

  it('stays pressable, says what is missing beside its control, and moves the focus there', async () => {
    const { user, given } = show()
    await user.click(press('Run'))
    const prompt = screen.getByRole('textbox', { name: 'Prompt' })
    await waitFor(() => expect(document.activeElement).toBe(prompt))
    expect(screen.getByRole('alert').textContent).toBe('Say what should change.')
    expect(prompt.getAttribute('aria-invalid')).toBe('true')
    expect(given.startRun).toBeUndefined()
    await user.type(prompt, 'sepia')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('starts once for a double click', async () => {
    const { user, given } = show()
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'sepia')
    await user.dblClick(press('Run'))
    expect(given.startRun).toHaveLength(1)
  })

  it('is pressed by Ctrl+Enter from the prompt', async () => {
    const { user, given } = show()
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'sepia{Control>}{Enter}{/Control}')
    expect(given.startRun).toHaveLength(1)
  })

  it('shows why the server refused', async () => {
    const refuse = async () => ({
      ok: false as const,
      error: { code: 'spend_limit_reached' as const, message: 'The spending limit of today is reached.' },
    })
    const { user } = show(['cat'], { startRun: refuse })
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'sepia')
    await user.click(press('Run'))
    expect((await screen.findByRole('alert')).textContent).toContain('spending limit')
  })
})

describe('another photo than the one that Run edits', () => {
  it('is named beside Run and edited by one press', async () => {
    const { store } = createTestStore({ inputs: [input('cat'), input('dog')], nodes: [rootView('dog')] })
    store.getState().show(keyOfRoot(input('dog').imageId))
    renderWith(store, <Composer />)
    const edit = await screen.findByRole('button', { name: 'Edit this photo' })
    expect(edit.parentElement?.textContent).toContain('Run edits cat.jpg. The stage shows dog.jpg.')
    await userEvent.click(edit)
    expect(store.getState().items.map(({ name }) => name)).toEqual(['dog.jpg', 'cat.jpg'])
    expect(screen.queryByText(/Run edits/)).toBeNull()
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Prompt' }))
  })

  it('takes the place of the primary when it was no input any more', async () => {
    const { store } = createTestStore({ inputs: [input('cat')], nodes: [rootView('dog')] })
    store.getState().show(keyOfRoot(input('dog').imageId))
    renderWith(store, <Composer />)
    await userEvent.click(await screen.findByRole('button', { name: 'Edit this photo' }))
    await waitFor(() => expect(store.getState().items.map(({ name }) => name)).toEqual(['dog.jpg']))
  })
})

it('a step of a story is let be without losing the focus', async () => {
  const { user, store } = show()
  const { modelIds, settings, inputMode, sweep } = store.getState()
  const before = { modelIds, settings, inputMode, sweep }
  act(() => store.setState({ changing: { step: 2, editIds: [], before } }))
  await user.click(await screen.findByRole('button', { name: 'Leave the story' }))
  await waitFor(() => expect(store.getState().changing).toBeNull())
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Prompt' }))
})

it('the prompt is left by Escape with what it holds, so that the single keys are at hand', async () => {
  const { user, store } = show(['cat'])
  await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'sepia{Escape}')
  expect(document.activeElement).toBe(document.body)
  expect(store.getState().prompt).toBe('sepia')
})

describe('models', () => {
  it('stand in one group, by their names', () => {
    show()
    const group = screen.getByRole('group', { name: 'Models' })
    expect(within(group).getByRole('checkbox', { name: 'Local engine', checked: true })).toBeDefined()
    expect(
      within(group).getByRole('checkbox', { name: 'SeedEdit 3.0 (Pixazo)', checked: false }),
    ).toBeDefined()
  })

  it('are wiped to the one that is chosen only while it is out of sight', async () => {
    // Each 100 px wide, in a strip of 250.
    const widthPx = vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(100)
    const stripPx = vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(250)
    const left = vi.spyOn(HTMLElement.prototype, 'offsetLeft', 'get')
    left.mockImplementation(function (this: HTMLElement) {
      return this.matches('label') ? 100 * [...this.parentElement!.children].indexOf(this) : 0
    })
    const { store } = show()
    const strip = screen.getByRole('group', { name: 'Models' })
    const labels = within(strip).getAllByRole('checkbox')
    const { cards } = store.getState()
    const choose = (index: number) => {
      const card = cards.find(({ name }) => name === labels[index]?.getAttribute('aria-label'))
      act(() => store.setState({ modelIds: [card!.id] }))
    }
    choose(4)
    expect(strip.scrollLeft).toBe(266)
    choose(3)
    expect(strip.scrollLeft).toBe(266)
    choose(1)
    expect(strip.scrollLeft).toBe(100)
    choose(4)
    await userEvent.click(press('All models'))
    const fewer = await screen.findByRole('button', { name: 'Fewer models' })
    // Laid out in rows, there is nothing to scroll to the side.
    strip.scrollLeft = 0
    await userEvent.click(fewer)
    expect(strip.scrollLeft).toBe(266)
    for (const spy of [widthPx, stripPx, left]) spy.mockRestore()
  })

  it('that cannot run are disabled and say why', () => {
    const { store } = createTestStore({})
    store.getState().applyAvailability({
      ...store.getState().availability,
      'aiml/bytedance-seededit-3.0-i2i': { state: 'no_key', variable: 'AIML_API_KEY' },
    })
    renderWith(store, <Composer />)
    const box = screen.getByRole('checkbox', { name: 'SeedEdit 3.0 (AIML)' })
    expect(box).toHaveProperty('disabled', true)
    expect(box.getAttribute('aria-description')).toContain('AIML_API_KEY')
  })

  it('are laid out with the price of a result where it is known', async () => {
    const { user } = show()
    await user.click(press('All models'))
    await screen.findByText('No longer supported')
    const priceOf = (name: string) => {
      const box = screen.getByRole('checkbox', { name })
      return [box.getAttribute('aria-description'), box.parentElement!.textContent]
    }
    expect(priceOf('Local engine')).toEqual(['A result: free', 'Localfree'])
    expect(priceOf('Seedream 4.5 (AIML)')).toEqual(['A result: $0.042', expect.stringContaining('$0.042')])
    const unknown = MODELS.find(
      ({ priceUsd, lifecycle }) => priceUsd === undefined && lifecycle.status === 'live',
    )
    expect(priceOf(unknown!.name)[0]).toBeNull()
  })

  it('are laid out with what was withdrawn last, under a heading of its own', async () => {
    const { store } = createTestStore({})
    store.getState().applyAvailability({
      ...store.getState().availability,
      'aiml/bytedance-seedream-v4-edit': { state: 'withdrawn', reason: 'It answered 404.' },
    })
    renderWith(store, <Composer />)
    await userEvent.click(press('All models'))
    const heading = await screen.findByText('No longer supported')
    const withdrawn = screen.getByRole('checkbox', { name: 'Seedream v4 Edit (AIML)' })
    const ready = screen.getByRole('checkbox', { name: 'Seedream 4.5 (AIML)' })
    expect(ready.compareDocumentPosition(heading)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
    expect(heading.compareDocumentPosition(withdrawn)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
    expect(screen.getByText('It answered 404.')).toBeDefined()
    expect(press('Check again: Seedream v4 Edit (AIML)')).toBeDefined()
  })
})

describe('settings', () => {
  it('are drawn from the card of the chosen model, under the names that are fixed', async () => {
    const { user, store } = show()
    await user.click(press('Settings'))
    expect(press('Settings').getAttribute('aria-expanded')).toBe('true')
    expect((await screen.findByRole('slider', { name: 'Guidance' })).getAttribute('max')).toBe('10')
    const seed = screen.getByRole('spinbutton', { name: 'Seed' })
    expect(screen.getByRole('switch', { name: 'Random seed', checked: true })).toBeDefined()
    await user.type(seed, '42')
    expect(screen.getByRole('switch', { name: 'Random seed', checked: false })).toBeDefined()
    await user.click(screen.getByRole('switch', { name: 'Watermark' }))
    await user.selectOptions(screen.getByRole('combobox', { name: 'Size' }), '1024x1024')
    await user.click(press('More'))
    expect(store.getState().settings).toMatchObject({
      seed: 42,
      watermark: true,
      size: '1024x1024',
      results: 2,
    })
  })

  it('are closed by Escape, which leads back to their button', async () => {
    const { user } = show()
    await user.click(press('Settings'))
    const seed = await screen.findByRole('spinbutton', { name: 'Seed' })
    seed.focus()
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('spinbutton', { name: 'Seed' })).toBeNull()
    expect(document.activeElement).toBe(press('Settings'))
  })

  it('are closed by Escape from the prompt, which keeps the focus until the next one', async () => {
    const { user } = show()
    await user.click(press('Settings'))
    await screen.findByRole('spinbutton', { name: 'Seed' })
    const prompt = screen.getByRole('textbox', { name: 'Prompt' })
    await user.type(prompt, 'sepia{Escape}')
    expect(press('Settings').getAttribute('aria-expanded')).toBe('false')
    expect(document.activeElement).toBe(prompt)
    await user.keyboard('{Escape}')
    expect(document.activeElement).toBe(document.body)
  })

  it('stay where something else was opened after them, which Escape closes first', async () => {
    const { user } = show()
    await user.click(press('Settings'))
    await screen.findByRole('spinbutton', { name: 'Seed' })
    await user.click(press('All models'))
    await screen.findByText('No longer supported')
    await user.keyboard('{Escape}')
    expect(screen.queryByText('No longer supported')).toBeNull()
    expect(press('Settings').getAttribute('aria-expanded')).toBe('true')
    await user.keyboard('{Escape}')
    expect(press('Settings').getAttribute('aria-expanded')).toBe('false')
  })

  it('say who uses a control where the models differ', async () => {
    const { user } = show()
    await user.click(screen.getByRole('checkbox', { name: 'Seedream v4 Edit (AIML)' }))
    await user.click(press('Settings'))
    expect(await screen.findByText('Local uses it; Seedream v4 has none')).toBeDefined()
  })

  it('say beside the control what a model does not take', async () => {
    const { user } = show()
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'sepia')
    await user.click(press('Settings'))
    const guidance = await screen.findByRole('spinbutton', { name: 'Guidance value' })
    await user.clear(guidance)
    await user.type(guidance, '99')
    await user.click(press('Run'))
    const alert = screen.getByRole('alert')
    expect(alert.textContent).toContain('Must be 1 to 10')
    await waitFor(() => expect(document.activeElement).toBe(guidance))
    expect(guidance.getAttribute('aria-invalid')).toBe('true')
    expect(guidance.getAttribute('aria-describedby')).toBe(alert.id)
    expect(screen.getByRole('slider', { name: 'Guidance' }).getAttribute('aria-describedby')).toBe(alert.id)
    await user.clear(guidance)
    await user.type(guidance, '9')
    expect(guidance.getAttribute('aria-invalid')).toBeNull()
  })

  it.each([
    ['Results per model', '9999', 'spinbutton'],
    ['Seed', '-7', 'spinbutton'],
  ] as const)('tie what was refused to its control and go there: %s', async (name, value, role) => {
    const { user } = show()
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'sepia')
    await user.click(press('Settings'))
    const field = await screen.findByRole(role, { name })
    await user.clear(field)
    await user.type(field, value)
    await user.click(press('Run'))
    await waitFor(() => expect(document.activeElement).toBe(field))
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(field.getAttribute('aria-describedby')).toBe(screen.getByRole('alert').id)
  })

  it('tell a seed that every run takes while they are closed, until it is random again', () => {
    const { store } = show()
    expect(press('Settings').textContent).toBe('Settings')
    act(() => store.getState().changeSettings({ seed: 123 }))
    expect(press('Settings').textContent).toBe('Settings: seed 123')
    act(() => store.getState().changeSettings({ seed: null }))
    expect(press('Settings').textContent).toBe('Settings')
  })

  it('go to the side of an exact size that is wrong', async () => {
    const { user } = show()
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'sepia')
    await user.click(press('Settings'))
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Size' }), 'Exact size')
    const width = screen.getByRole('spinbutton', { name: 'Width in pixels' })
    await user.clear(width)
    await user.type(width, '99999')
    await user.click(press('Run'))
    await waitFor(() => expect(document.activeElement).toBe(width))
    expect(width.getAttribute('aria-describedby')).toBe(screen.getByRole('alert').id)
  })
})

describe('several inputs', () => {
  it('are the primary alone or one edit each, where a model takes fewer', async () => {
    const { user } = show(['cat', 'bowl', 'coffee'])
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'sepia')
    expect(screen.getByRole('status').textContent).toContain('1 model × 1 image → 1 edit')
    await user.click(await screen.findByRole('radio', { name: 'Each of 3' }))
    expect(screen.getByRole('status').textContent).toContain('1 model × 3 images → 3 edits')
  })

  it('leave no choice with one input', () => {
    show(['cat'])
    expect(screen.queryByRole('radio')).toBeNull()
  })
})

describe('a sweep', () => {
  beforeAll(() => {
    // The browser that stands in here knows no modal dialogs.
    HTMLDialogElement.prototype.showModal = function showModal() {
      this.open = true
    }
  })

  async function showSettings() {
    const { user, ...rest } = show()
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'sepia')
    await user.click(press('Settings'))
    await user.click(await screen.findByRole('switch', { name: 'Sweep guidance' }))
    const guidance = screen.getByRole('textbox', { name: 'Guidance values' })
    const write = async (name: string, text: string) => {
      await user.clear(screen.getByRole('textbox', { name }))
      await user.paste(text)
    }
    return { user, guidance, write, ...rest }
  }
  const plan = () => screen.getByRole('status').textContent

  it('takes the place of one value, begins with it, and goes back to it', async () => {
    const { user, guidance } = await showSettings()
    expect((guidance as HTMLInputElement).value).toBe('5.5')
    expect(screen.queryByRole('slider', { name: 'Guidance' })).toBeNull()
    await user.click(screen.getByRole('switch', { name: 'Sweep guidance', checked: true }))
    expect(screen.getByRole('slider', { name: 'Guidance' })).toBeDefined()
  })

  it('counts the edits of two axes before Run and asks for all of them', async () => {
    const { user, write, given } = await showSettings()
    expect(screen.getByText('Such as 2..10 step 2, or 3, 5.5, 8')).toBeTruthy()
    await user.click(screen.getByRole('switch', { name: 'Sweep seed' }))
    await write('Guidance values', '2..10 step 4')
    await write('Seed values', '4417, 4418')
    expect(plan()).toBe('1 model × 1 image × 6 variants → 6 edits, free')
    expect(screen.getByRole('button', { name: 'Settings' }).textContent).toMatch(/^Settings: sweep/)
    await user.click(press('Run'))
    expect(given.startRun?.[0]).toMatchObject([{ sweep: { guidance: [2, 6, 10], seed: [4417, 4418] } }])
  })

  it('says beside the control what cannot be read, and starts nothing', async () => {
    const { user, write, guidance, given } = await showSettings()
    await write('Guidance values', '2, high')
    const sentence = '“high” is neither a number nor a range such as 2..10 step 2.'
    expect(guidance.getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText(sentence).id).toBe(guidance.getAttribute('aria-describedby'))
    await user.click(press('Run'))
    expect(screen.getByRole('alert').textContent).toBe(sentence)
    await waitFor(() => expect(document.activeElement).toBe(guidance))
    expect(given.startRun).toBeUndefined()
  })

  it('is held to the limits of the models', async () => {
    const { user, write, given } = await showSettings()
    await write('Guidance values', '5, 40')
    await user.click(press('Run'))
    expect(screen.getByRole('alert').textContent).toContain('Must be 1 to 10.')
    expect(given.startRun).toBeUndefined()
  })

  it('of more than 36 edits asks first', async () => {
    const { user, write, given } = await showSettings()
    await user.click(screen.getByRole('switch', { name: 'Sweep seed' }))
    await write('Guidance values', '1..10')
    await write('Seed values', '1..4')
    await user.click(press('Run'))
    const dialog = await screen.findByRole('dialog', { name: 'Run 40 edits?' })
    expect(dialog.textContent).toContain('40 edits, free')
    await user.click(within(dialog).getByRole('button', { name: 'Not now' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(given.startRun).toBeUndefined()
    await user.click(press('Run'))
    await user.click(await screen.findByRole('button', { name: 'Run 40 edits' }))
    expect(given.startRun).toHaveLength(1)
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

describe('a prompt with variables', () => {
  const savedAs = async (prompt: { name: string; text: string }) => ({
    ok: true as const,
    prompt: { ...prompt, id: uuidOf('saved') },
  })

  it('asks for values, counts the edits that they make, and runs them', async () => {
    const { given } = show(['cat'], { startRun, savePrompt: savedAs })
    await userEvent.type(screen.getByRole('textbox', { name: 'Prompt' }), 'make it {{colour}')
    const values = await screen.findByRole('textbox', { name: 'Values of colour' })
    await userEvent.click(screen.getByRole('button', { name: 'Run' }))
    expect(screen.getByRole('alert').textContent).toBe('Give {colour} a value, or write \\{ for a brace.')
    await userEvent.type(values, 'red, blue')
    expect(screen.getByText(/1 model × 1 image × 2 variants → 2 edits/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Run' }))
    expect(given.startRun?.[0]?.[0]).toMatchObject({
      prompt: 'make it {colour}',
      variables: { colour: ['red', 'blue'] },
    })
  })

  it('is put by under a name, and a template is taken', async () => {
    HTMLDialogElement.prototype.showModal = function showModal() {
      this.open = true
    }
    const { store, given } = show(['cat'], { startRun, savePrompt: savedAs })
    act(() => store.getState().writePrompt('warmer'))
    await userEvent.click(screen.getByRole('button', { name: 'Saved prompts and templates' }))
    await userEvent.type(await screen.findByRole('textbox', { name: 'Name of the prompt' }), 'Warm{Enter}')
    // What saves is fetched when it is first wanted.
    await waitFor(() => expect(given.savePrompt?.[0]?.[0]).toEqual({ name: 'Warm', text: 'warmer' }))
    expect(given.startRun).toBeUndefined()
    await userEvent.click(screen.getByRole('button', { name: /^Recolour/ }))
    expect(store.getState().prompt).toBe('make the {thing} {colour}')
  })
})
