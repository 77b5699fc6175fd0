import { expect, test } from 'vitest'
import { exactShareOf } from '@/lib/fidelity/exact-share'
import type { Pixels } from '@/lib/fidelity/plane'

const pixels = (channels: Pixels['channels'], samples: number[]): Pixels => ({
  width: samples.length / channels,
  height: 1,
  channels,
  data: Uint8Array.from(samples),
})

test('counts pixels of which every sample is equal', () => {
  const one = pixels(3, [1, 2, 3, 4, 5, 6])
  expect(exactShareOf(one, pixels(3, [1, 2, 3, 4, 5, 7]))).toBe(0.5)
  expect(exactShareOf(one, one)).toBe(1)
})

test('a missing alpha is a full one, and grey is three equal samples', () => {
  expect(exactShareOf(pixels(3, [1, 2, 3, 4, 5, 6]), pixels(4, [1, 2, 3, 255, 4, 5, 6, 254]))).toBe(0.5)
  expect(exactShareOf(pixels(1, [7, 8]), pixels(3, [7, 7, 7, 8, 8, 9]))).toBe(0.5)
})

test('pictures of different sizes or bits are not compared', () => {
  const one = pixels(3, [1, 2, 3])
  expect(exactShareOf(one, pixels(3, [1, 2, 3, 4, 5, 6]))).toBeNull()
  expect(exactShareOf(one, { ...one, data: Uint16Array.from([257, 514, 771]) })).toBeNull()
})
