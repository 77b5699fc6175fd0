// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { DownloadFoot } from '@/components/inspector/download-foot'
import PicturesDialog from '@/components/inspector/pictures-dialog'
import { ProofSection } from '@/components/inspector/proof-section'
import type { RecipeView } from '@/lib/edits/recipe'
import type { NodeView } from '@/lib/edits/view'
import { keyOfNode, refOf } from '@/lib/history/node-key'
import { downloadNode } from '@/lib/studio/downloads/download.client'
import { editView, rootView } from '@/tests/support/node-views'
import { createTestStore, renderWith, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()

/** The addresses that were handed to the browser's own download. */
function listenForDownloads(): URL[] {
  const addresses: URL[] = []
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    addresses.push(new URL(this.href))
  })
  return addresses
}

const recipeWithProof: RecipeView = {
  asked: {
    version: 1,
    prompt: 'Keep everything else exactly as it was',
    modelId: 'local/composite',
    inputs: [],
    settings: { advanced: {} },
  },
  sent: null,
  answered: { keptHash: '9f3ab8c4'.repeat(8), keptShare: 0.924, featherPx: 4 },
}

const nodes: NodeView[] = [rootView('cat'), editView('sepia'), editView('grey')]

it('a result takes its recipe along unless the user does not want it', async () => {
  const addresses = listenForDownloads()
  const edit = editView('sepia')
  const { store } = createTestStore({ nodes })
  renderWith(store, <DownloadFoot views={[edit]} />)
  const download = screen.getByRole('button', { name: 'Download' })
  await userEvent.click(download)
  await userEvent.click(screen.getByRole('switch', { name: 'Recipe in the file' }))
  await userEvent.click(download)
  expect(addresses.map(({ searchParams }) => searchParams.get('recipe'))).toEqual([edit.id, null])
})

it('a picture is saved in the format and at the quality of the user’s choice', async () => {
  const addresses = listenForDownloads()
  const { store } = createTestStore({ nodes })
  renderWith(store, <DownloadFoot views={[editView('sepia')]} />)
  const download = screen.getByRole('button', { name: 'Download' })
  expect(screen.queryByRole('slider', { name: 'Quality' })).toBeNull()
  expect(screen.queryByText(/see-through becomes white/)).toBeNull()
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Format' }), 'JPEG')
  expect(screen.getByText(/see-through becomes white/)).toBeTruthy()
  await userEvent.click(download)
  const quality = screen.getByRole('spinbutton', { name: 'Quality value' })
  await userEvent.clear(quality)
  await userEvent.type(quality, '80')
  await userEvent.click(download)
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Format' }), 'PNG')
  await userEvent.click(download)
  const asked = addresses.map(({ searchParams }) => [searchParams.get('format'), searchParams.get('quality')])
  expect(asked).toEqual([
    ['jpeg', null],
    ['jpeg', '80'],
    ['png', null],
  ])
})

it('the format and the quality are those of the last time, wherever a picture is saved from', async () => {
  const addresses = listenForDownloads()
  const kept = new Map<string, string>()
  const drafts = {
    read: (key: string) => kept.get(key) ?? null,
    write: (key: string, value: string) => void kept.set(key, value),
  }
  createTestStore({ parts: { drafts } }).store.getState().chooseFile({ format: 'webp', quality: 70 })
  const { store } = createTestStore({ nodes, parts: { drafts } })
  store.getState().restorePreferences()
  renderWith(store, <DownloadFoot views={[editView('sepia')]} />)
  expect(screen.getByRole('combobox', { name: 'Format' })).toHaveProperty('value', 'webp')
  expect(screen.getByRole('spinbutton', { name: 'Quality value' })).toHaveProperty('value', '70')
  downloadNode(store.getState(), editView('sepia'))
  expect(addresses[0]?.search).toMatch(/format=webp&quality=70/)
})

it('what a file says of itself goes along only when it is asked for', async () => {
  const addresses = listenForDownloads()
  const { store } = createTestStore({ nodes })
  renderWith(store, <DownloadFoot views={[rootView('cat')]} />)
  const download = screen.getByRole('button', { name: 'Download' })
  await userEvent.click(download)
  await userEvent.click(screen.getByRole('switch', { name: 'Metadata in the file' }))
  await userEvent.click(download)
  expect(addresses.map(({ searchParams }) => searchParams.get('metadata'))).toEqual([null, 'keep'])
})

it('an upload has no recipe to take along', async () => {
  const addresses = listenForDownloads()
  const { store } = createTestStore({ nodes })
  renderWith(store, <DownloadFoot views={[rootView('cat')]} />)
  expect(screen.queryByRole('switch', { name: 'Recipe in the file' })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Download' }))
  expect(addresses[0]?.searchParams.has('recipe')).toBe(false)
})

it('more than two that are chosen are asked for together', async () => {
  const { store } = createTestStore({ nodes })
  store.setState({ selected: nodes.map(keyOfNode) })
  renderWith(store, <DownloadFoot views={nodes.slice(1)} />)
  await userEvent.click(screen.getByRole('button', { name: 'Download all 3' }))
  expect(store.getState().picturesAsked).toEqual(nodes.map(refOf))
})

it('names are tried out before anything is fetched, and a template that cannot be used is not sent', async () => {
  HTMLDialogElement.prototype.showModal = vi.fn()
  const fetched = vi.fn()
  vi.stubGlobal('fetch', fetched)
  const { store } = createTestStore({ nodes })
  renderWith(store, <PicturesDialog nodes={[{ kind: 'edit', id: editView('sepia').id }]} />)
  const [field] = screen.getAllByRole('textbox', { hidden: true })
  await userEvent.clear(field!)
  await userEvent.type(field!, '{{nobody}')
  expect(screen.getByRole('alert', { hidden: true }).textContent).toContain('{nobody}')
  await userEvent.click(screen.getByRole('button', { name: 'Download', hidden: true }))
  expect(fetched).not.toHaveBeenCalled()
})

describe('a composite', () => {
  const composite = editView('composite', { modelId: 'local/composite' })
  const names: string[] = []
  const saved = () =>
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download)
    })
  function show(answer: Response) {
    names.length = 0
    saved()
    vi.stubGlobal('fetch', async () => answer)
    URL.createObjectURL = () => 'blob:composite'
    const { store } = createTestStore({ nodes: [composite] })
    const loaded = { recipe: recipeWithProof }
    renderWith(
      store,
      <>
        <ProofSection edit={composite} loaded={loaded} />
        <DownloadFoot views={[composite]} />
      </>,
    )
    return store
  }

  it.each([
    ['file', /^Proof checked\. Outside the mask every sample of the downloaded file/],
    ['stored', /^Proof checked\. It holds for the stored picture; the downloaded file was coded anew/],
    ['unchecked', /^Proof not checked\./],
  ])('is saved with what became of its proof (%s)', async (proof, words) => {
    const store = show(new Response('png', { headers: { 'x-afterimage-proof': proof } }))
    await userEvent.click(screen.getByRole('button', { name: 'Download' }))
    expect(await screen.findByText(words)).toBeTruthy()
    expect(names).toEqual(['composite.png'])
    expect(store.getState().notices).toHaveLength(1)
  })

  it('shows that it is being proved, and is not asked for twice meanwhile', async () => {
    let answer = (_response: Response) => {}
    const store = show(new Response())
    const fetched = vi.fn(() => new Promise<Response>((resolve) => (answer = resolve)))
    vi.stubGlobal('fetch', fetched)
    const button = screen.getByRole('button', { name: 'Download' })
    await userEvent.click(button)
    await waitFor(() => expect(button.getAttribute('aria-busy')).toBe('true'))
    await userEvent.click(button)
    expect(document.activeElement).toBe(button)
    answer(new Response('png', { headers: { 'x-afterimage-proof': 'file' } }))
    await waitFor(() => expect(button.getAttribute('aria-busy')).toBeNull())
    expect(fetched).toHaveBeenCalledTimes(1)
    expect(store.getState().proofCheck?.words).toMatch(/^Proof checked/)
  })

  it('is proved once, however often its key is pressed meanwhile', async () => {
    let answer = (_response: Response) => {}
    const store = show(new Response())
    const fetched = vi.fn(() => new Promise<Response>((resolve) => (answer = resolve)))
    vi.stubGlobal('fetch', fetched)
    for (const _press of [1, 2, 3]) downloadNode(store.getState(), composite)
    await waitFor(() => expect(fetched).toHaveBeenCalled())
    downloadNode(store.getState(), composite)
    answer(new Response('png', { headers: { 'x-afterimage-proof': 'file' } }))
    await waitFor(() => expect(store.getState().proofCheck?.isUnderWay).toBeUndefined())
    expect(fetched).toHaveBeenCalledTimes(1)
    expect(names).toEqual(['composite.png'])
  })

  it('is not saved when its proof does not hold, and that is said in both places', async () => {
    const error = { code: 'proof_failed', message: 'It does not hold.' }
    const store = show(Response.json({ error }, { status: 409 }))
    await userEvent.click(screen.getByRole('button', { name: 'Download' }))
    expect((await screen.findByRole('alert')).textContent).toBe('It does not hold.')
    expect(names).toEqual([])
    expect(store.getState().notices.map(({ text }) => text)).toEqual(['It does not hold.'])
  })

  it('says before the download that another format touches every pixel', async () => {
    show(new Response('jpeg'))
    expect(screen.queryByText(/codes every pixel anew/)).toBeNull()
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Format' }), 'JPEG')
    expect(screen.getByText(/^JPEG codes every pixel anew/)).toBeTruthy()
  })
})
