// @vitest-environment jsdom
import { act, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { ViewSwitch } from '@/components/stage/view-switch'
import { createTestStore, renderWith, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()
afterEach(() => {
  vi.restoreAllMocks()
})

it('brings the chosen view into sight, also when the strip becomes narrow later', () => {
  const measured: (() => void)[] = []
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(measure: () => void) {
        measured.push(measure)
      }
      observe() {}
      disconnect() {}
    },
  )
  // Each view is 100 px wide.
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(100)
  vi.spyOn(HTMLElement.prototype, 'offsetLeft', 'get').mockImplementation(function (this: HTMLElement) {
    return this.matches('[data-value]') ? 100 * [...this.parentElement!.children].indexOf(this) : 0
  })
  const stripPx = vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(600)
  const { store } = createTestStore({})
  renderWith(store, <ViewSwitch currentKey={undefined} />)
  act(() => store.setState({ view: 'blink' }))
  const strip = screen.getByRole('radiogroup', { name: 'View' }).parentElement!
  stripPx.mockReturnValue(300)
  measured.at(-1)!()
  // Its middle, at 450 px, stands in the middle of the strip.
  expect(strip.scrollLeft).toBe(300)
})
