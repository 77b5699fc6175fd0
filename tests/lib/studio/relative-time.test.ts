import { expect, it } from 'vitest'
import { showAgo } from '@/lib/studio/relative-time'

const NOW_MS = Date.UTC(2026, 10, 21, 12)
const MINUTE_MS = 60_000

it.each([
  [0, 'just now'],
  [59_999, 'just now'],
  [MINUTE_MS, '1 minute ago'],
  [59 * MINUTE_MS, '59 minutes ago'],
  [125 * MINUTE_MS, '2 hours ago'],
  [24 * 60 * MINUTE_MS, '1 day ago'],
  [6 * 24 * 60 * MINUTE_MS, '6 days ago'],
  [9 * 24 * 60 * MINUTE_MS, '12 Nov 2026'],
  // A clock that goes ahead of the server's.
  [-5 * MINUTE_MS, 'just now'],
])('what was %d ms ago reads as %s', (ageMs, words) => {
  expect(showAgo(NOW_MS - ageMs, NOW_MS)).toBe(words)
})
