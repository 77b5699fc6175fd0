// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { CombineParts } from '@/components/inspector/combine-parts'
import { keyOfNode } from '@/lib/history/node-key'
import { editView, rootView } from '@/tests/support/node-views'
import { createTestStore, renderWith, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()

it('a part of the studio that cannot be fetched is said, and its button can be pressed again', async () => {
  const cat = rootView('cat')
  const of = { inputImageId: cat.image.id, rootImageId: cat.image.id }
  const nodes = [cat, editView('blue', of), editView('grey', of)]
  const { store } = createTestStore({ nodes })
  store.setState({
    openParts: () => Promise.reject(new Error('Failed to fetch dynamically imported module')),
  })
  renderWith(store, <CombineParts keys={nodes.map(keyOfNode)} />)
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Combine the best parts' })
  await userEvent.click(button)
  expect(button.disabled).toBe(false)
  expect(store.getState().notices.map(({ text }) => text)).toEqual([
    'The server does not answer. Nothing was lost; try again in a moment.',
  ])
})
