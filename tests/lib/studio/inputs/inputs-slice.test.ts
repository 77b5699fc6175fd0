import { describe, expect, it } from 'vitest'
import type { RunInput } from '@/lib/edits/run-request'
import { AppError } from '@/lib/errors'
import { readyInputs } from '@/lib/studio/inputs/input-list'
import type { UploadedImage } from '@/lib/studio/slice'
import { imageView } from '@/tests/support/node-views'
import { createTestStore } from '@/tests/support/studio-screen'

const file = (name: string, type = 'image/jpeg', bytes = 100) =>
  new File([new Uint8Array(bytes)], name, { type })
const turn = () => new Promise((resolve) => setImmediate(resolve))

/** Uploads that end when the test says so. */
function createUploads() {
  const sent = new Map<string, { signal: AbortSignal; progress: (bytes: number) => void }>()
  const ends = new Map<
    string,
    { resolve: (uploaded: UploadedImage) => void; reject: (error: unknown) => void }
  >()
  const released: string[] = []
  const prepared: true[] = []
  return {
    sent,
    released,
    prepared,
    arrive: async (name: string, word = name) => {
      ends.get(name)?.resolve({ name, image: imageView(word) })
      await turn()
    },
    fail: async (name: string, error: unknown) => {
      ends.get(name)?.reject(error)
      await turn()
    },
    uploads: {
      prepare: () => {
        prepared.push(true)
      },
      sendFile: (signal: AbortSignal, { name }: File, progress: (bytes: number) => void) => {
        sent.set(name, { signal, progress })
        return new Promise<UploadedImage>((resolve, reject) => ends.set(name, { resolve, reject }))
      },
      sendUrl: async (_signal: AbortSignal, url: string): Promise<UploadedImage> => {
        if (url.includes('private')) throw new AppError('url_not_allowed')
        return { name: 'linked.png', image: imageView(url) }
      },
      makeThumbnail: async (_signal: AbortSignal, { name }: File): Promise<string | undefined> =>
        `blob:${name}`,
      releaseThumbnail: (url: string) => released.push(url),
    },
  }
}

function createInputs(commands = {}) {
  const wire = createUploads()
  /** The files in which a recipe was looked for. */
  const recalled: string[] = []
  const findText = async (_signal: AbortSignal, { name }: File) => {
    recalled.push(name)
    return undefined
  }
  const recipes = { findText, open: () => {} }
  const { store, given } = createTestStore({ commands, parts: { uploads: wire.uploads, recipes } })
  const lists = () =>
    (given.setInputs ?? []).map(([, list]) => (list as RunInput[]).map((input) => input.name))
  const names = () => store.getState().items.map((item) => item.name)
  return { ...wire, store, lists, names, recalled, state: store.getState }
}

describe('adding files', () => {
  it('sends four at a time, at once, and tells the server when one is there', async () => {
    const { state, sent, arrive, lists } = createInputs()
    state().addFiles(['a', 'b', 'c', 'd', 'e'].map((name) => file(name)))
    await turn()
    expect([...sent.keys()]).toEqual(['a', 'b', 'c', 'd'])
    expect(state().items.map((item) => item.state)).toEqual([...Array(4).fill('sending'), 'waiting'])
    await arrive('b')
    expect(sent.has('e')).toBe(true)
    expect(lists()).toEqual([['b']])
  })

  it('shows the local thumbnail before the upload has ended', async () => {
    const { state } = createInputs()
    state().addFiles([file('a.jpg')])
    await turn()
    expect(state().items[0]).toMatchObject({ state: 'sending', thumbnailUrl: 'blob:a.jpg' })
  })

  it('sends nothing before all thumbnails are there or cannot be made', async () => {
    const { store, sent, uploads, recalled } = createInputs()
    const drawn = new Map<string, (url?: string) => void>()
    uploads.makeThumbnail = (_signal, { name }) => new Promise((resolve) => drawn.set(name, resolve))
    store.getState().addFiles([file('a.jpg'), file('b.jpg')])
    await turn()
    expect(sent.size).toBe(0)
    drawn.get('b.jpg')?.()
    await turn()
    expect(sent.size).toBe(0)
    expect(recalled).toEqual([])
    drawn.get('a.jpg')?.('blob:a')
    await turn()
    expect([...sent.keys()]).toEqual(['a.jpg', 'b.jpg'])
    await expect.poll(() => recalled).toEqual(['a.jpg', 'b.jpg'])
  })

  it('sends the others when one is taken out whose thumbnail is still being made', async () => {
    const { store, sent, uploads } = createInputs()
    uploads.makeThumbnail = (signal, { name }) =>
      name === 'slow.jpg'
        ? new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
        : Promise.resolve(`blob:${name}`)
    store.getState().addFiles([file('slow.jpg'), file('quick.jpg')])
    await turn()
    expect(sent.size).toBe(0)
    store.getState().removeInput(store.getState().items[0]?.key ?? '')
    await turn()
    expect([...sent.keys()]).toEqual(['quick.jpg'])
  })

  it('fetches what photos need when they are about to come', () => {
    const { state, prepared } = createInputs()
    state().prepareFiles()
    expect(prepared).toHaveLength(1)
  })

  it('tells how much of a file is sent', async () => {
    const { state, sent } = createInputs()
    state().addFiles([file('a.jpg')])
    await turn()
    sent.get('a.jpg')?.progress(61)
    expect(state().items[0]).toMatchObject({ sentBytes: 61, sizeBytes: 100 })
  })

  it('refuses the 17th with its reason and keeps the others', async () => {
    const { state } = createInputs()
    state().addFiles(Array.from({ length: 17 }, (_, index) => file(`${index}.jpg`)))
    expect(state().items).toHaveLength(16)
    expect(state().refused).toMatchObject([{ name: '16.jpg', reason: 'You can use up to 16 images' }])
  })

  it('refuses what is no picture before anything is sent', async () => {
    const { state, sent } = createInputs()
    state().addFiles([file('notes.txt', 'text/plain'), file('empty.jpg', 'image/jpeg', 0)])
    await turn()
    expect(state().refused.map(({ name }) => name)).toEqual(['notes.txt', 'empty.jpg'])
    expect(sent.size).toBe(0)
  })

  it('moves a file that the server cannot read to the refused ones', async () => {
    const { state, fail } = createInputs()
    state().addFiles([file('torn.jpg'), file('good.jpg')])
    await turn()
    await fail('torn.jpg', new AppError('corrupt_image'))
    expect(state().refused).toMatchObject([{ name: 'torn.jpg', reason: expect.stringContaining('damaged') }])
    expect(state().items.map(({ name }) => name)).toEqual(['good.jpg'])
  })

  it('gives the place of an unfit file to the next that came with it', async () => {
    const { state, arrive, fail, recalled } = createInputs()
    const full = Array.from({ length: 15 }, (_, index) => `${index}.jpg`)
    state().addFiles(full.map((name) => file(name)))
    await turn()
    for (const name of full) await arrive(name)
    recalled.length = 0
    state().addFiles(['torn.jpg', 'worn.jpg', 'good.jpg', 'more.jpg'].map((name) => file(name)))
    await turn()
    const asked = [...recalled]
    await fail('torn.jpg', new AppError('corrupt_image'))
    await fail('worn.jpg', new AppError('corrupt_image'))
    await arrive('good.jpg')
    expect(readyInputs(state().items).map(({ name }) => name)).toEqual([...full, 'good.jpg'])
    expect(state().refused.map(({ name, reason }) => [name, reason])).toEqual([
      ['more.jpg', 'You can use up to 16 images'],
      ['torn.jpg', expect.stringContaining('damaged')],
      ['worn.jpg', expect.stringContaining('damaged')],
    ])
    // No recipe is looked for once more: a single photo would put its own into the composer.
    expect(recalled).toEqual(asked)
  })

  it('leaves alone what the user has cleared meanwhile', async () => {
    const { state, fail } = createInputs()
    state().addFiles(Array.from({ length: 17 }, (_, index) => file(`${index}.jpg`)))
    await turn()
    state().dismissAllRefused()
    await fail('0.jpg', new AppError('corrupt_image'))
    expect(state().items).toHaveLength(15)
  })

  it('takes the same picture once and says so', async () => {
    const { state, arrive } = createInputs()
    state().addFiles([file('cat.jpg'), file('copy.jpg')])
    await turn()
    await arrive('cat.jpg', 'cat')
    await arrive('copy.jpg', 'cat')
    expect(state().items.map(({ name }) => name)).toEqual(['cat.jpg'])
    expect(state().notices.map(({ text }) => text)).toEqual(['copy.jpg is among the inputs already'])
  })
})

describe('an upload that breaks off', () => {
  it('stays with the reason, and goes on when it is tried again', async () => {
    const { state, sent, fail, arrive } = createInputs()
    state().addFiles([file('a.jpg')])
    await turn()
    sent.get('a.jpg')?.progress(34)
    await fail('a.jpg', new AppError('upload_incomplete'))
    const [item] = state().items
    expect(item).toMatchObject({ state: 'lost', reason: 'Connection lost at 34 %' })
    state().retryUpload(item!.key)
    await turn()
    await arrive('a.jpg')
    expect(state().items[0]?.state).toBe('ready')
  })

  it('is stopped by removing it', async () => {
    const { state, sent, released } = createInputs()
    state().addFiles([file('a.jpg')])
    await turn()
    state().removeInput(state().items[0]!.key)
    expect(sent.get('a.jpg')?.signal.aborted).toBe(true)
    expect(state().items).toEqual([])
    expect(released).toEqual(['blob:a.jpg'])
  })
})

describe('an address', () => {
  it('becomes an input', async () => {
    const { state, lists } = createInputs()
    expect(await state().addUrl(new AbortController().signal, 'https://example.org/a.png')).toBeUndefined()
    expect(state().items).toMatchObject([{ state: 'ready', name: 'linked.png' }])
    expect(lists()).toEqual([['linked.png']])
  })

  it('is answered with the reason when it is refused', async () => {
    const { state } = createInputs()
    const reason = await state().addUrl(new AbortController().signal, 'http://private/')
    expect(reason).toContain('cannot be used')
    expect(state().items).toEqual([])
  })
})

describe('the order', () => {
  const three = async () => {
    const inputs = createInputs()
    inputs.state().addFiles(['a', 'b', 'c'].map((name) => file(name)))
    await turn()
    for (const name of ['a', 'b', 'c']) await inputs.arrive(name)
    return inputs
  }

  it('changes by moving one, and the server is told', async () => {
    const { state, lists, names } = await three()
    state().moveInput(state().items[2]!.key, 0)
    await turn()
    expect(names()).toEqual(['c', 'a', 'b'])
    expect(lists().at(-1)).toEqual(['c', 'a', 'b'])
  })

  it('ends at the ends', async () => {
    const { state, names } = await three()
    state().moveInput(state().items[0]!.key, -1)
    state().moveInput(state().items[2]!.key, 9)
    expect(names()).toEqual(['a', 'b', 'c'])
  })

  it('puts a result in place of the primary; the others stay', async () => {
    const { state, names } = await three()
    state().replacePrimary({
      imageId: imageView('r').id,
      editId: null,
      name: 'result',
      image: imageView('r'),
    })
    expect(names()).toEqual(['result', 'b', 'c'])
  })

  it('brings an input to the front when it is made the primary, losing none', async () => {
    const { state, names } = await three()
    state().replacePrimary({ imageId: imageView('c').id, editId: null, name: 'c', image: imageView('c') })
    expect(names()).toEqual(['c', 'a', 'b'])
  })
})

describe('saving', () => {
  it('sends one list at a time and the latest last', async () => {
    let answer = () => {}
    const setInputs = () =>
      new Promise((resolve) => {
        answer = () => resolve({ ok: true, inputs: [] })
      })
    const { state, arrive, lists } = createInputs({ setInputs })
    state().addFiles(['a', 'b', 'c'].map((name) => file(name)))
    await turn()
    for (const name of ['a', 'b', 'c']) await arrive(name)
    expect(lists()).toEqual([['a']])
    // What the server tells meanwhile is older than what is on the screen.
    state().applyInputs([])
    expect(state().items).toHaveLength(3)
    answer()
    await turn()
    expect(lists()).toEqual([['a'], ['a', 'b', 'c']])
  })

  it('passes over the echo of what was sent here, and takes what another page changed', async () => {
    const { state, arrive, names } = createInputs()
    state().addFiles(['a', 'b'].map((name) => file(name)))
    await turn()
    for (const name of ['a', 'b']) await arrive(name)
    const [a, b] = readyInputs(state().items)
    state().moveInput(state().items[1]!.key, 0)
    await turn()
    state().applyInputs([a!, b!])
    expect(names()).toEqual(['b', 'a'])
    state().applyInputs([b!, a!])
    state().applyInputs([a!])
    expect(names()).toEqual(['a'])
  })

  it('says when the list did not reach the server', async () => {
    const setInputs = () => Promise.reject(new Error('offline'))
    const { state, arrive } = createInputs({ setInputs })
    state().addFiles([file('a')])
    await turn()
    await arrive('a')
    expect(state().inputsError).toContain('does not answer')
  })
})

describe('a list that did not reach the server', () => {
  it('is sent again when the server answers', async () => {
    let isAway = true
    const { state, arrive, lists } = createInputs({
      setInputs: async () => {
        if (isAway) throw new Error('away')
        return { ok: true, inputs: [] }
      },
    })
    state().addFiles([file('a.jpg')])
    await turn()
    await arrive('a.jpg')
    expect(state().inputsError).toMatch(/does not answer/)
    isAway = false
    state().resendInputs()
    await turn()
    expect(state().inputsError).toBeNull()
    expect(lists()).toEqual([['a.jpg'], ['a.jpg']])
    state().resendInputs()
    expect(lists()).toHaveLength(2)
  })
})
