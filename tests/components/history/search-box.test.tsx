// @vitest-environment jsdom
import { act } from '@testing-library/react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, it } from 'vitest'
import { SearchBox } from '@/components/history/search-box'
import { StudioProvider } from '@/components/ui/studio-provider'
import { createTestStore, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()

it('looks for what was typed before the page had its program', async () => {
  const { store } = createTestStore({})
  const part = (
    <StudioProvider store={store}>
      <SearchBox />
    </StudioProvider>
  )
  const page = document.createElement('div')
  page.innerHTML = renderToString(part)
  document.body.append(page)
  const box = page.querySelector('input')!
  box.value = 'vignette'
  const root = await act(async () => hydrateRoot(page, part))
  expect(store.getState().query.text).toBe('vignette')
  expect(box.value).toBe('vignette')
  act(() => root.unmount())
  page.remove()
})
