// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { Toast } from '@/components/studio/toast'
import { NOTICE_MS } from '@/lib/studio/notices-slice'
import { createTestStore, renderWith, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()
afterEach(() => void vi.useRealTimers())

function showToast() {
  vi.useFakeTimers()
  const { store } = createTestStore({})
  store.getState().say('Deleted', { undo: () => {} })
  renderWith(store, <Toast notice={store.getState().notices[0]!} />)
  const wait = () => {
    for (let ms = 0; ms < NOTICE_MS; ms += 1000) act(() => void vi.advanceTimersByTime(1000))
  }
  return { store, wait, toast: screen.getByRole('group') }
}

it('goes after its time', () => {
  const { store, wait } = showToast()
  wait()
  expect(store.getState().notices).toEqual([])
})

it('stays while it has the focus, whatever the pointer does, and goes when both have left', () => {
  const { store, wait, toast } = showToast()
  const undo = screen.getByRole('button', { name: 'Undo' })
  fireEvent.pointerEnter(toast)
  act(() => undo.focus())
  fireEvent.pointerLeave(toast)
  wait()
  expect(store.getState().notices).toHaveLength(1)
  act(() => undo.blur())
  wait()
  expect(store.getState().notices).toEqual([])
})

it('waits while a drawer lies over it', () => {
  vi.useFakeTimers()
  const { store } = createTestStore({})
  store.getState().say('Deleted', { undo: () => {} })
  renderWith(store, <Toast isCovered notice={store.getState().notices[0]!} />)
  act(() => void vi.advanceTimersByTime(2 * NOTICE_MS))
  expect(store.getState().notices).toHaveLength(1)
})
