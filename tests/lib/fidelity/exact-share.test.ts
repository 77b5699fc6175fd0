import { expect, test } from 'vitest'
import { exactShareOf } from '@/lib/fidelity/exact-share'
import type { Pixels } from '@/lib/fidelity/plane'
import { plainResize, type Transform } from '@/lib/fidelity/transform'

const pixels = (channels: Pixels['channels'], samples: number[]): Pixels => ({
  width: samples.length / channels,
  height: 1,
  channels,
  data: Uint8Array.from(samples),
})

const shareOf = (one: Pixels, other: Pixels, place: Partial<Transform> = {}) =>
  exactShareOf(one, other, { ...plainResize(one, other), ...place })

test('counts pixels of which every sample is equal', () => {
  const one = pixels(3, [1, 2, 3, 4, 5, 6])
  expect(shareOf(one, pixels(3, [1, 2, 3, 4, 5, 7]))).toBe(0.5)
  expect(shareOf(one, one)).toBe(1)
})

test('a missing alpha is a full one, and grey is three equal samples', () => {
  expect(shareOf(pixels(3, [1, 2, 3, 4, 5, 6]), pixels(4, [1, 2, 3, 255, 4, 5, 6, 254]))).toBe(0.5)
  expect(shareOf(pixels(1, [7, 8]), pixels(3, [7, 7, 7, 8, 8, 9]))).toBe(0.5)
})

test('pictures of another scale or other bits are not compared', () => {
  const one = pixels(3, [1, 2, 3])
  expect(shareOf(one, pixels(3, [1, 2, 3, 4, 5, 6]))).toBeNull()
  expect(shareOf(one, { ...one, data: Uint16Array.from([257, 514, 771]) })).toBeNull()
})

test('counts what both show: of a crop its own pixels', () => {
  const row = pixels(1, [1, 2, 3, 4])
  expect(shareOf(row, pixels(1, [2, 9]), { scaleX: 1, shiftX: 1 })).toBe(0.5)
  expect(shareOf(row, pixels(1, [9, 9, 1, 2]), { shiftX: -2 })).toBe(1)
  expect(shareOf(row, pixels(1, [2, 3]), { scaleX: 1, shiftX: 1.5 })).toBeNull()
})

test('looks at a mirrored or turned result the right way round', () => {
  const row = pixels(1, [1, 2, 3, 4])
  expect(shareOf(row, pixels(1, [4, 3, 2, 1]), { scaleX: -1, shiftX: 4 })).toBe(1)
  const column: Pixels = { width: 1, height: 4, channels: 1, data: Uint8Array.from([1, 2, 3, 9]) }
  expect(shareOf(row, column, { scaleX: 1, scaleY: 1, rotationDeg: -90, shiftY: 1 })).toBe(0.75)
})
