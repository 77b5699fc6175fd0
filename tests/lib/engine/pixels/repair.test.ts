import { describe, expect, test } from 'vitest'
import { denoise, measureNoise } from '@/lib/engine/pixels/denoise'
import { inpaint } from '@/lib/engine/pixels/inpaint'
import { createRandom } from '@/lib/engine/pixels/random'
import type { RgbaRaster } from '@/lib/images/raster'
import { paintRaster, pixelAt, signal } from '../samples'

const stripes = paintRaster(96, 72, (x) => (Math.floor(x / 12) % 2 === 0 ? [210, 180, 90] : [60, 80, 120]))
const hole = {
  width: 96,
  height: 72,
  data: Uint8Array.from({ length: 96 * 72 }, (_, i) =>
    i % 96 >= 40 && i % 96 < 58 && i >= 96 * 25 && i < 96 * 45 ? 255 : 0,
  ),
}
const holed: RgbaRaster = {
  ...stripes,
  data: stripes.data.map((value, at) => (hole.data[at >> 2] && (at & 3) < 3 ? 255 : value)),
}

describe('filling a hole', () => {
  test('goes on with the pattern around it, and changes nothing else', async () => {
    const filled = await inpaint(signal, holed, hole, createRandom(1))
    let wrong = 0
    for (let i = 0; i < hole.data.length; i++)
      if (hole.data[i] === 0)
        expect(filled.data.subarray(i * 4, i * 4 + 4)).toEqual(holed.data.subarray(i * 4, i * 4 + 4))
      else if (Math.abs(filled.data[i * 4]! - stripes.data[i * 4]!) > 40) wrong++
    expect(wrong).toBeLessThan(30)
  })

  test('gives the same for the same seed', async () => {
    const [one, two] = [
      await inpaint(signal, holed, hole, createRandom(5)),
      await inpaint(signal, holed, hole, createRandom(5)),
    ]
    expect(one.data).toEqual(two.data)
  })

  test('stops when it is told to', async () => {
    await expect(inpaint(AbortSignal.abort(), holed, hole, createRandom(1))).rejects.toThrow()
  })
})

describe('noise', () => {
  const random = createRandom(3)
  const clean = paintRaster(90, 70, (x) => (x < 45 ? [90, 90, 90] : [170, 150, 130]))
  const noisy: RgbaRaster = {
    ...clean,
    data: clean.data.map((value, at) =>
      (at & 3) === 3 ? 255 : Math.round(value + (random() + random() + random() - 1.5) * 16),
    ),
  }
  const errorOf = (raster: RgbaRaster) =>
    Math.sqrt(
      raster.data.reduce((sum, value, at) => sum + (value - clean.data[at]!) ** 2, 0) / raster.data.length,
    )

  test('is measured', () => {
    expect(measureNoise(clean)).toBe(0)
    expect(measureNoise(noisy)).toBeGreaterThan(3)
    expect(measureNoise(noisy)).toBeLessThan(9)
  })

  test('goes, and edges stay', async () => {
    const calm = await denoise(signal, noisy, measureNoise(noisy))
    expect(errorOf(calm)).toBeLessThan(errorOf(noisy) / 2)
    const step = pixelAt(calm, 47, 35)[0]! - pixelAt(calm, 42, 35)[0]!
    expect(step).toBeGreaterThan(60)
  })
})
