// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { DownloadFoot } from '@/components/inspector/download-foot'
import PicturesDialog from '@/components/inspector/pictures-dialog'
import type { NodeView } from '@/lib/edits/view'
import { keyOfNode, refOf } from '@/lib/history/node-key'
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

it('an upload has no recipe to take along', async () => {
  const addresses = listenForDownloads()
  const { store } = createTestStore({ nodes })
  renderWith(store, <DownloadFoot views={[rootView('cat')]} />)
  expect(screen.queryByRole('switch')).toBeNull()
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
