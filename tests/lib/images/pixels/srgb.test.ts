import { expect, test } from 'vitest'
import { LINEAR_OF_BYTE, luminanceOf, toByte, toEncoded, toLinear } from '@/lib/images/pixels/srgb'

test('every byte survives the way to linear light and back', () => {
  for (let byte = 0; byte < 256; byte++) expect(toByte(LINEAR_OF_BYTE[byte]!)).toBe(byte)
})

test('values outside the range are clamped', () => {
  expect(toByte(-0.5)).toBe(0)
  expect(toByte(7)).toBe(255)
})

test('the two curves undo each other', () => {
  for (const value of [0, 0.001, 0.04, 0.2, 0.7, 1]) expect(toEncoded(toLinear(value))).toBeCloseTo(value, 10)
})

test('white has luminance 1 and green carries the most of it', () => {
  expect(luminanceOf(1, 1, 1)).toBeCloseTo(1, 10)
  expect(luminanceOf(0, 1, 0)).toBeGreaterThan(luminanceOf(1, 0, 1))
})
