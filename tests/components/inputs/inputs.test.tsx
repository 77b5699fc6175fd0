// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { Inputs } from '@/components/inputs/inputs'
import type { InputView } from '@/lib/edits/view'
import { AppError } from '@/lib/errors'
import { keyOfInput } from '@/lib/studio/inputs/follow-primary'
import { imageView, rootView } from '@/tests/support/node-views'
import { createTestStore, renderWith, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()

const input = (word: string): InputView => ({
  imageId: imageView(word).id,
  editId: null,
  name: `${word}.jpg`,
  image: imageView(word),
})
const photo = (name: string) => new File(['bytes'], name, { type: 'image/jpeg' })

async function show(words: string[] = [], parts = {}) {
  const { store, given } = createTestStore({ inputs: words.map(input), parts })
  renderWith(store, <Inputs />)
  // The list is fetched when there is something in it.
  if (words.length > 0) await screen.findByRole('list', { name: 'Input images' })
  return { store, given, user: userEvent.setup({ applyAccept: false }) }
}

const rows = () => within(screen.getByRole('list', { name: 'Input images' })).getAllByRole('listitem')

describe('the list', () => {
  it('says what will appear while it is empty', async () => {
    await show()
    expect(screen.getByRole('region', { name: 'Inputs' }).textContent).toContain('Photos you add appear here')
  })

  it('shows name, sides and size, and which is the primary', async () => {
    await show(['cat', 'bowl'])
    expect(rows().map((row) => row.textContent)).toEqual([
      'cat.jpgPrimary902 × 600 · 68 kB',
      'bowl.jpg902 × 600 · 68 kB',
    ])
  })

  it('is put in order by the keyboard', async () => {
    const { user, given } = await show(['cat', 'bowl'])
    screen.getByRole('button', { name: 'Move bowl.jpg up' }).focus()
    await user.keyboard('{Enter}')
    expect(rows()[0]?.textContent).toContain('bowl.jpgPrimary')
    expect(given.setInputs).toHaveLength(1)
  })

  it('shows a photo on the stage when its row is pressed, by Enter and by Space', async () => {
    const { user, store } = await show(['cat', 'bowl', 'fig'])
    const row = (word: string) => screen.getByRole('button', { name: `Show ${word}.jpg` })
    const shown = () => store.getState().selected
    await user.click(row('bowl'))
    expect(shown()).toEqual([keyOfInput(input('bowl'))])
    row('cat').focus()
    await user.keyboard('{Enter}')
    expect(shown()).toEqual([keyOfInput(input('cat'))])
    row('fig').focus()
    await user.keyboard(' ')
    expect(shown()).toEqual([keyOfInput(input('fig'))])
  })

  it('marks the photo that stands on the stage, and no other', async () => {
    const { user, store } = await show(['cat', 'bowl'])
    store.getState().applyNodes(['cat', 'bowl'].map((word) => rootView(word)))
    await user.click(screen.getByRole('button', { name: 'Show bowl.jpg' }))
    const current = screen.getAllByRole('button', { current: true })
    expect(current.map((row) => row.getAttribute('aria-label'))).toEqual(['Show bowl.jpg'])
  })

  it('shows nothing of what is removed or moved', async () => {
    const { user, store } = await show(['cat', 'bowl', 'fig'])
    await user.click(screen.getByRole('button', { name: 'Move fig.jpg up' }))
    await user.click(screen.getByRole('button', { name: 'Remove fig.jpg' }))
    expect(store.getState().selected).toEqual([])
  })

  it('gives up what is removed', async () => {
    const { user } = await show(['cat', 'bowl'])
    await user.click(screen.getByRole('button', { name: 'Remove cat.jpg' }))
    expect(rows()).toHaveLength(1)
  })

  it('hands the focus of what is removed to the next photo, and at last to adding one', async () => {
    const { user } = await show(['cat', 'bowl', 'fig'])
    await user.click(screen.getByRole('button', { name: 'Remove bowl.jpg' }))
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Remove fig.jpg' }))
    await user.keyboard('{Enter}')
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Remove cat.jpg' }))
    await user.keyboard('{Enter}')
    expect(document.activeElement).toBe(screen.getByLabelText('Add images'))
  })
})

describe('adding', () => {
  it('shows a progressbar with the name of the file, and a way to cancel', async () => {
    const { user } = await show()
    await user.upload(screen.getByLabelText('Add images'), photo('new.jpg'))
    expect((await screen.findByRole('progressbar', { name: 'new.jpg' })).getAttribute('aria-valuenow')).toBe(
      '0',
    )
    await user.click(screen.getByRole('button', { name: 'Cancel new.jpg' }))
    expect(screen.queryByRole('progressbar')).toBeNull()
  })

  it('keeps a refused file with its reason until it is removed', async () => {
    const { user } = await show(['cat'])
    await user.upload(
      screen.getByLabelText('Add images'),
      new File(['{}'], 'notes.json', { type: 'application/json' }),
    )
    expect(screen.getByRole('alert').textContent).toContain('not a PNG, JPEG or WebP image')
    await user.click(screen.getByRole('button', { name: 'Remove notes.json' }))
    expect(screen.queryByRole('alert')).toBeNull()
    expect(rows()).toHaveLength(1)
  })

  it('stays usable with 16 images and refuses the next with the reason', async () => {
    const { user } = await show(Array.from({ length: 16 }, (_, index) => `p${index}`))
    await user.upload(screen.getByLabelText('Add images'), photo('one-more.jpg'))
    expect(screen.getByRole('alert').textContent).toBe('You can use up to 16 images')
  })

  it('does not push the inputs out of sight by many refused files, and clears these alone', async () => {
    const { user } = await show(['cat'])
    const unfit = (name: string) => new File(['{}'], name, { type: 'application/json' })
    await user.upload(screen.getByLabelText('Add images'), [1, 2, 3].map(String).map(unfit))
    expect(rows().at(-1)?.textContent).toContain('cat.jpg')
    await user.upload(screen.getByLabelText('Add images'), unfit('4'))
    expect(rows()[0]?.textContent).toContain('cat.jpg')
    expect(rows()).toHaveLength(5)
    await user.click(screen.getByRole('button', { name: 'Clear refused' }))
    expect(rows().map((row) => row.textContent)).toEqual([expect.stringContaining('cat.jpg')])
  })

  it('offers another try for an upload that broke off', async () => {
    const uploads = {
      prepare: () => {},
      sendFile: () => Promise.reject(new AppError('upload_incomplete')),
      sendUrl: () => new Promise(() => {}),
      makeThumbnail: async () => undefined,
      releaseThumbnail: () => {},
    }
    const { user } = await show([], { uploads })
    await user.upload(screen.getByLabelText('Add images'), photo('new.jpg'))
    expect((await screen.findByRole('alert')).textContent).toBe('Connection lost at 0 %')
    expect(screen.getByRole('button', { name: 'Retry new.jpg' })).toBeDefined()
  })
})
