import { describe, expect, test } from 'vitest'
import { denoise, measureNoise } from '@/lib/engine/pixels/denoise'
import { inpaint } from '@/lib/engine/pixels/inpaint'
import { createRandom } from '@/lib/images/pixels/random'
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

describe('a hole in a picture that is see-through', () => {
  const isInside = (x: number, y: number) => x >= 44 && x < 60 && y >= 28 && y < 42
  const gap = {
    ...hole,
    data: Uint8Array.from({ length: 96 * 72 }, (_, i) => (isInside(i % 96, Math.floor(i / 96)) ? 255 : 0)),
  }
  const places = [...gap.data.keys()].filter((i) => gap.data[i]! > 0)

  test('is see-through again when a thing goes that stood in nothing', async () => {
    const sheet = paintRaster(96, 72, (x, y) => {
      if (x >= 46 && x < 58 && y >= 30 && y < 40) return [200, 40, 40]
      return x < 14 ? [0, 0, 0] : [0, 0, 0, 0]
    })
    const { data } = await inpaint(signal, sheet, gap, createRandom(1))
    expect(places.filter((i) => data[i * 4 + 3] !== 0)).toEqual([])
  })

  test('goes on with what is seen and what is not, and what is seen keeps its colour', async () => {
    const fence = paintRaster(96, 72, (x) => (Math.floor(x / 12) % 2 === 0 ? [210, 180, 90] : [9, 9, 9, 0]))
    const { data } = await inpaint(signal, fence, gap, createRandom(1))
    const isSeen = (i: number) => data[i * 4 + 3]! > 127
    expect(places.filter((i) => isSeen(i) !== (Math.floor((i % 96) / 12) % 2 === 0)).length).toBeLessThan(30)
    expect(places.filter((i) => isSeen(i) && Math.abs(data[i * 4]! - 210) > 40)).toEqual([])
  })
})

describe('what fills a hole', () => {
  const noise = createRandom(11)
  const lawn = paintRaster(128, 96, (x) => {
    const grain = x < 80 ? (noise() - 0.5) * 110 : 0
    return [90 + grain, 120 + grain, 70 + grain]
  })
  const inLawn = {
    width: 128,
    height: 96,
    data: Uint8Array.from({ length: 128 * 96 }, (_, i) =>
      i % 128 >= 24 && i % 128 < 60 && i >= 128 * 30 && i < 128 * 66 ? 255 : 0,
    ),
  }
  const grainIn = ({ data }: RgbaRaster) => {
    const values = [...inLawn.data.keys()].filter((i) => inLawn.data[i]! > 0).map((i) => data[i * 4 + 1]!)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
  }

  test('is as rough as what is around it, though a smooth place of its colour is near', async () => {
    const filled = await inpaint(signal, lawn, inLawn, createRandom(2))
    expect(grainIn(filled)).toBeGreaterThan(grainIn(lawn) * 0.8)
    expect(grainIn(filled)).toBeLessThan(grainIn(lawn) * 1.2)
  })

  test('is as rough in a hole so large that it is filled in a smaller copy', async () => {
    const bottle = { ...lawn, data: lawn.data.map((value, at) => (inLawn.data[at >> 2] ? 255 : value)) }
    const filled = await inpaint(signal, bottle, inLawn, createRandom(2), undefined, 6000)
    expect(grainIn(filled)).toBeGreaterThan(grainIn(lawn) * 0.8)
    expect(grainIn(filled)).toBeLessThan(grainIn(lawn) * 1.2)
    expect(filled.data.filter((value) => value === 255)).toHaveLength(128 * 96)
  })

  test('is never copied from a bystander', async () => {
    const red = paintRaster(128, 96, (x, y) => (x > 90 ? [200, 20, 20] : [(x * 7 + y * 3) % 60, 120, 90]))
    const bystanders = { ...inLawn, data: inLawn.data.map((_, i) => (i % 128 > 88 ? 255 : 0)) }
    const atRim = { ...inLawn, data: inLawn.data.map((_, i) => (i % 128 > 70 && i % 128 < 89 ? 255 : 0)) }
    const filled = await inpaint(signal, red, atRim, createRandom(4), bystanders)
    for (let y = 0; y < 96; y++) expect(pixelAt(filled, 76, y)[0]).toBeLessThan(100)
  })

  test('meets slowly changing light without a seam', async () => {
    const wall = paintRaster(128, 96, (x) => [60 + x, 70 + x, 80 + x])
    const filled = await inpaint(signal, wall, inLawn, createRandom(4))
    for (let x = 20; x < 64; x++)
      expect(Math.abs(pixelAt(filled, x + 1, 48)[0]! - pixelAt(filled, x, 48)[0]!)).toBeLessThan(8)
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
