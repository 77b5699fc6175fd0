// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useRowScroll } from '@/components/history/use-row-scroll'
import { standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function scrollable() {
  const element = document.createElement('div')
  const box = { current: element }
  const { result } = renderHook(() => useRowScroll(box, 0))
  const scrollBy = (px: number) =>
    act(() => {
      element.scrollTop += px
      element.dispatchEvent(new Event('scroll'))
      vi.advanceTimersByTime(16)
    })
  return { result, scrollBy }
}

it('rows that go by too fast are told so, and that they came to rest', () => {
  const { result, scrollBy } = scrollable()
  for (let frame = 0; frame < 4; frame += 1) scrollBy(120)
  expect(result.current).toMatchObject({ isFlying: true, sight: { scrollTopPx: 440 } })
  act(() => void vi.advanceTimersByTime(200))
  expect(result.current.isFlying).toBe(false)
})

it('nobody flies who reads on or jumps to another place', () => {
  const { result, scrollBy } = scrollable()
  for (let frame = 0; frame < 4; frame += 1) {
    scrollBy(10)
    expect(result.current.isFlying).toBe(false)
  }
  act(() => void vi.advanceTimersByTime(200))
  scrollBy(100_000)
  expect(result.current.isFlying).toBe(false)
})
