// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createPart, OnDemand } from '@/components/ui/on-demand'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

type Found = { default: () => string }

/** A part that is away until `bring` is called. */
function open(health: () => Promise<Response>) {
  vi.stubGlobal('fetch', health)
  let found: Found | undefined
  const part = createPart(async () => {
    if (!found) throw new Error('Failed to fetch dynamically imported module')
    return found
  })
  render(<OnDemand part={part} given={{}} />)
  const bring = () => {
    found = { default: () => 'The part' }
  }
  return { bring, wait: (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms)) }
}

it('a part that the server has no more is told after some tries, and still shown when it comes', async () => {
  const { bring, wait } = open(async () => Response.json({ status: 'ok' }))
  await wait(900)
  expect(screen.queryByRole('alert')).toBeNull()
  await wait(5_000)
  expect(screen.getByRole('alert').textContent).toBe(
    'The studio was updated. Reload the page; your draft is kept.',
  )
  bring()
  await wait(10_000)
  expect(screen.queryByRole('alert')).toBeNull()
  expect(screen.getByText('The part')).toBeTruthy()
})

it('a server that is away is waited for without a word', async () => {
  const { bring, wait } = open(async () => Promise.reject(new TypeError('Failed to fetch')))
  await wait(20_000)
  expect(screen.queryByRole('alert')).toBeNull()
  bring()
  await wait(20_000)
  expect(screen.getByText('The part')).toBeTruthy()
})
