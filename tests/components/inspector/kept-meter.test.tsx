// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { KeptMeter } from '@/components/inspector/kept-meter'

afterEach(cleanup)

it.each([
  [1, '100.0 % kept, 0.0 % changed'],
  [0.97, '97.0 % kept, 3.0 % changed'],
  [0.9997, '99.9 % kept, under 0.1 % changed'],
])('says no more than is so: %s', (share, words) => {
  render(<KeptMeter share={share} />)
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe(words)
})
