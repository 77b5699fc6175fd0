import { describe, expect, it } from 'vitest'
import type { RunRequestDraft } from '@/lib/edits/run-request'
import type { InputView, NodeView } from '@/lib/edits/view'
import type { StudioCommands } from '@/lib/studio/commands'
import type { UploadedImage } from '@/lib/studio/slice'
import { editView, imageView, uuidOf } from '@/tests/support/node-views'
import { createTestStore } from '@/tests/support/studio-screen'

const cat = { imageId: imageView('cat').id, editId: null, name: 'cat.jpg', image: imageView('cat') }

type Given = { inputs?: InputView[]; nodes?: NodeView[]; commands?: Partial<StudioCommands> }

function createComposer({ inputs = [cat], ...more }: Given = {}) {
  let clockMs = 0
  const kept = new Map<string, string>()
  const parts = {
    nowMs: () => clockMs,
    drafts: {
      read: (key: string) => kept.get(key) ?? null,
      write: (key: string, value: string) => void kept.set(key, value),
    },
  }
  const { store, given } = createTestStore({ inputs, parts, ...more })
  const requests = () => (given.startRun ?? []).map(([request]) => request as RunRequestDraft)
  const wait = (ms: number) => {
    clockMs += ms
  }
  return { state: store.getState, requests, wait, kept }
}

const started = { startRun: async () => ({ ok: true as const, runId: uuidOf('run'), edits: [] }) }

describe('run', () => {
  it('asks for what stands in the composer', async () => {
    const { state, requests } = createComposer({ commands: started })
    state().writePrompt('black and white')
    expect(await state().run()).toBeUndefined()
    expect(requests()).toMatchObject([
      {
        prompt: 'black and white',
        modelIds: ['local/engine'],
        inputs: [{ name: 'cat.jpg' }],
        inputMode: 'primary',
      },
    ])
  })

  it('answers with the first thing that is missing and starts nothing', async () => {
    const { state, requests } = createComposer({ commands: started })
    expect(await state().run()).toMatchObject({ field: 'prompt', code: 'prompt_missing' })
    expect(state().wasRefused).toBe(true)
    expect(requests()).toEqual([])
  })

  it('is one run for two presses of one intent', async () => {
    const { state, requests, wait } = createComposer({ commands: started })
    state().writePrompt('black and white')
    await Promise.all([state().run(), state().run()])
    wait(400)
    await state().run()
    expect(new Set(requests().map(({ clientKey }) => clientKey)).size).toBe(1)
  })

  it('is another run when it is wished for again later, or when anything differs', async () => {
    const { state, requests, wait } = createComposer({ commands: started })
    state().writePrompt('black and white')
    await state().run()
    state().writePrompt('sepia')
    await state().run()
    wait(1500)
    await state().run()
    expect(new Set(requests().map(({ clientKey }) => clientKey)).size).toBe(3)
  })

  it('keeps its key when the answer was lost, so that trying again cannot cost twice', async () => {
    let tries = 0
    const startRun = async () => {
      tries += 1
      if (tries === 1) throw new Error('offline')
      return { ok: true as const, runId: uuidOf('run'), edits: [] }
    }
    const { state, requests, wait } = createComposer({ commands: { startRun } })
    state().writePrompt('black and white')
    await state().run()
    expect(state().runError?.message).toContain('does not answer')
    wait(60_000)
    await state().run()
    expect(state().runError).toBeNull()
    const [first, second] = requests()
    expect(first?.clientKey).toBe(second?.clientKey)
  })
})

describe('a large run', () => {
  const many = Array.from({ length: 16 }, (_, at) => ({
    ...cat,
    imageId: imageView(`photo ${at}`).id,
    image: imageView(`photo ${at}`),
  }))
  async function ask() {
    const composer = createComposer({ inputs: many, commands: started })
    composer.state().writePrompt('black and white')
    composer.state().chooseInputMode('each')
    composer.state().changeSettings({ results: 4 })
    expect(await composer.state().run()).toBeUndefined()
    return composer
  }

  it('of whatever kind starts only when it was meant, and then as it was asked for', async () => {
    const { state, requests } = await ask()
    expect(requests()).toEqual([])
    expect(state().largeRun).not.toBeNull()
    state().writePrompt('sepia')
    await Promise.all([state().answerLargeRun(true), state().answerLargeRun(true)])
    expect(requests()).toMatchObject([{ prompt: 'black and white', inputMode: 'each' }])
    expect(state().largeRun).toBeNull()
  })

  it('that was not meant is forgotten', async () => {
    const { state, requests } = await ask()
    await state().answerLargeRun(false)
    await state().answerLargeRun(true)
    expect(requests()).toEqual([])
  })
})

describe('the draft', () => {
  it('is there again after a reload', async () => {
    const first = createComposer()
    first.state().writePrompt('warm evening light')
    first.state().changeSettings({ guidance: 8 })
    const second = createComposer()
    for (const [key, value] of first.kept) second.kept.set(key, value)
    await second.state().restoreDraft()
    expect(second.state()).toMatchObject({ prompt: 'warm evening light', settings: { guidance: 8 } })
  })
})

describe('walking through the prompts', () => {
  const nodes = [
    editView('oldest', { createdAt: '2026-01-01T00:00:00.000Z' }),
    editView('newest', { createdAt: '2026-01-03T00:00:00.000Z' }),
    editView('again', { prompt: 'newest', createdAt: '2026-01-02T00:00:00.000Z' }),
  ]

  it('goes from the latest to the oldest, each once, and back to what was not sent', () => {
    const { state } = createComposer({ nodes })
    state().writePrompt('unsent')
    const seen = [1, 1, 1, -1, -1, -1].map((step) => {
      const wentOn = state().walkPrompts(step as 1 | -1)
      return wentOn ? state().prompt : 'end'
    })
    expect(seen).toEqual(['newest', 'oldest', 'end', 'newest', 'unsent', 'end'])
  })
})

it('starts with the model that runs here', () => {
  expect(createComposer().state().modelIds).toEqual(['local/engine'])
})

it('waits for a photo that is still on its way', async () => {
  let arrive = () => {}
  const uploads = {
    prepare: () => {},
    sendFile: () =>
      new Promise<UploadedImage>((resolve) => {
        arrive = () => resolve({ name: 'cat.jpg', image: imageView('cat') })
      }),
    sendUrl: () => new Promise<UploadedImage>(() => {}),
    makeThumbnail: async () => undefined,
    releaseThumbnail: () => {},
  }
  const { store, given } = createTestStore({ commands: started, parts: { uploads } })
  const { getState } = store
  getState().addFiles([new File(['bytes'], 'cat.jpg', { type: 'image/jpeg' })])
  getState().writePrompt('sepia')
  await new Promise((resolve) => setImmediate(resolve))
  const running = getState().run()
  expect(getState().isStarting).toBe(true)
  expect(given.startRun).toBeUndefined()
  arrive()
  expect(await running).toBeUndefined()
  expect(given.startRun).toMatchObject([[{ inputs: [{ name: 'cat.jpg' }] }]])
})

describe('run, while photos are on their way', () => {
  const photo = (name: string) => new File([new Uint8Array(10)], name, { type: 'image/jpeg' })
  function createSending(inputs: InputView[] = []) {
    const ends: { resolve: (uploaded: UploadedImage) => void; reject: (error: Error) => void }[] = []
    const sendFile = () =>
      new Promise<UploadedImage>((resolve, reject) => {
        ends.push({ resolve, reject })
      })
    const given: RunRequestDraft[] = []
    const { store } = createTestStore({
      inputs,
      commands: {
        startRun: async (request) => {
          given.push(request)
          return { ok: true, runId: uuidOf('run'), edits: [] }
        },
      },
      parts: {
        uploads: {
          prepare: () => {},
          sendFile,
          sendUrl: sendFile,
          makeThumbnail: async () => undefined,
          releaseThumbnail: () => {},
        },
      },
    })
    return { state: store.getState, ends, given }
  }

  it('asks for what stood there when it was pressed', async () => {
    const { state, ends, given } = createSending()
    state().writePrompt('black and white')
    state().addFiles([photo('cat.jpg')])
    await new Promise((resolve) => setImmediate(resolve))
    const pressed = state().run()
    state().writePrompt('black and white, and then')
    ends[0]!.resolve({ name: 'cat.jpg', image: imageView('cat') })
    expect(await pressed).toBeUndefined()
    expect(given).toMatchObject([{ prompt: 'black and white', inputs: [{ name: 'cat.jpg' }] }])
  })

  it('does not go on without a photo that broke off', async () => {
    const { state, ends, given } = createSending([cat])
    state().writePrompt('black and white')
    state().addFiles([photo('dog.jpg')])
    await new Promise((resolve) => setImmediate(resolve))
    const pressed = state().run()
    ends[0]!.reject(new Error('broken'))
    expect(await pressed).toMatchObject({
      field: 'inputs',
      message: 'dog.jpg did not arrive. Retry it or remove it.',
    })
    expect(given).toEqual([])
  })

  it('does not edit the next photo in the place of one that was taken out', async () => {
    const { state, ends, given } = createSending([cat])
    state().writePrompt('black and white')
    state().addFiles([photo('dog.jpg')])
    await new Promise((resolve) => setImmediate(resolve))
    const pressed = state().run()
    state().removeInput(state().items.at(-1)!.key)
    ends[0]!.reject(new DOMException('stopped', 'AbortError'))
    await pressed
    expect(state().isStarting).toBe(false)
    expect(given).toEqual([])
  })

  it('goes on with a photo that was among the inputs already', async () => {
    const { state, ends, given } = createSending([cat])
    state().writePrompt('black and white')
    state().addFiles([photo('same.jpg')])
    await new Promise((resolve) => setImmediate(resolve))
    const pressed = state().run()
    ends[0]!.resolve({ name: 'same.jpg', image: cat.image })
    await pressed
    expect(given).toMatchObject([{ inputs: [{ name: 'cat.jpg' }] }])
  })
})

it('leaves a model that is gone out of a draft', async () => {
  const { state, kept } = createComposer()
  state().writePrompt('sepia')
  const [[key, draft]] = [...kept] as [[string, string]]
  kept.set(key, JSON.stringify({ ...JSON.parse(draft), modelIds: ['aiml/gone', 'local/engine'] }))
  await state().restoreDraft()
  expect(state().modelIds).toEqual(['local/engine'])
})
