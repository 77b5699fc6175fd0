import { expect, test } from 'vitest'
import { blurRaster } from '@/lib/engine/pixels/raster-blur'
import { blurWide, LEAST_WIDE_SIGMA } from '@/lib/engine/pixels/wide-blur'
import { paintRaster, signal } from '../samples'

const picture = paintRaster(160, 120, (x, y) => [x < 80 ? 30 : 220, y < 60 ? 200 : 40, (x * y) % 256])

test('a blur by way of a small picture looks like the blur itself', async () => {
  const sigma = LEAST_WIDE_SIGMA - 0.01
  const [plain, wide] = [await blurRaster(signal, picture, sigma), await blurWide(signal, picture, sigma)]
  const apart = plain.data.map((value, at) => Math.abs(value - wide.data[at]!))
  expect(Math.max(...apart)).toBeLessThanOrEqual(8)
  expect(apart.reduce((sum, value) => sum + value, 0) / apart.length).toBeLessThan(1.5)
})

test('what is see-through lends no colour to a wide blur', async () => {
  const half = paintRaster(160, 120, (x) => (x < 80 ? [250, 0, 0, 255] : [0, 255, 0, 0]))
  const { data } = await blurWide(signal, half, 20)
  const at = (60 * 160 + 90) * 4
  expect(data[at]).toBeGreaterThan(245)
  expect(data[at + 1]).toBe(0)
  expect(data[at + 3]).toBeGreaterThan(30)
})
