// @vitest-environment jsdom
import { createEvent, fireEvent, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { PageFiles } from '@/components/studio/page-files'
import { createTestStore, renderWith, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()

const dataTransfer = { types: ['Files'], files: [new File(['bytes'], 'cat.jpg', { type: 'image/jpeg' })] }

function open() {
  const { store } = createTestStore({})
  renderWith(
    store,
    <>
      <p>The stage</p>
      <dialog open>
        Import a project
        <input type="file" aria-label="Export of a project" />
      </dialog>
      <PageFiles />
    </>,
  )
  /** Whether the browser does with the files what it does by itself. */
  const leaves = (type: 'dragOver' | 'drop', target: HTMLElement) =>
    fireEvent(target, createEvent[type](target, { dataTransfer }))
  return { leaves, names: () => store.getState().items.map(({ name }) => name) }
}

it('files that are dropped anywhere on the page become inputs', () => {
  const { leaves, names } = open()
  expect(leaves('drop', screen.getByText('The stage'))).toBe(false)
  expect(names()).toEqual(['cat.jpg'])
})

it('a file that is dropped on the field of a dialog is the field’s', () => {
  const { leaves, names } = open()
  const field = screen.getByLabelText('Export of a project')
  expect([leaves('dragOver', field), leaves('drop', field)]).toEqual([true, true])
  expect(names()).toEqual([])
})

it('a file that misses the field of a dialog is neither opened by the browser nor taken', () => {
  const { leaves, names } = open()
  const dialog = screen.getByRole('dialog')
  expect([leaves('dragOver', dialog), leaves('drop', dialog)]).toEqual([false, false])
  expect(names()).toEqual([])
})
