// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { ProjectName } from '@/components/studio/project-name'
import { createTestStore, renderWith, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()

async function type(keys: string) {
  const { store, given } = createTestStore({})
  renderWith(
    store,
    <>
      <ProjectName />
      <button type="button">Next</button>
    </>,
  )
  await userEvent.click(screen.getByRole('button', { name: /Rename$/ }))
  await userEvent.keyboard(keys)
  return { given }
}

it.each([
  ['Enter', 'Cats{Enter}', 1],
  ['Escape', 'Cats{Escape}', undefined],
])('gives the focus back to its button after %s', async (_key, keys, times) => {
  const { given } = await type(keys)
  expect(document.activeElement).toBe(screen.getByRole('button', { name: /Rename$/ }))
  expect(given.renameProject?.length).toBe(times)
})

it('leaves the focus where it went when it was left by Tab', async () => {
  const { given } = await type('Dogs{Enter}{Enter}Cats{Tab}')
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Next' }))
  expect(given.renameProject).toHaveLength(2)
})
