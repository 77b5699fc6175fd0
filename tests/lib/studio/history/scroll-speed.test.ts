import { expect, it } from 'vitest'
import { isTooFast } from '@/lib/studio/history/scroll-speed'

const start = { px: 10_000, atMs: 5_000 }

it('is too fast up and down when more passes than can be looked at', () => {
  expect(isTooFast(start, { px: 10_060, atMs: 5_017 })).toBe(true)
  expect(isTooFast(start, { px: 9_940, atMs: 5_017 })).toBe(true)
})

it('is not for somebody who reads, however the frames fall', () => {
  expect(isTooFast(start, { px: 10_020, atMs: 5_017 })).toBe(false)
  expect(isTooFast(start, { px: 10_060, atMs: 5_060 })).toBe(false)
})

it('is not for a jump to another place', () => {
  expect(isTooFast(start, { px: 90_000, atMs: 5_400 })).toBe(false)
})
