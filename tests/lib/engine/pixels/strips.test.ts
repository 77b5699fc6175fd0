import { expect, test } from 'vitest'
import { createNoise } from '@/lib/engine/pixels/noise'
import { eachStrip } from '@/lib/engine/pixels/strips'
import { createRandom } from '@/lib/images/pixels/random'
import type { RgbaRaster } from '@/lib/images/raster'
import { signal } from '../samples'

const size = { width: 2000, height: 5000 } as const
const raster: RgbaRaster = {
  ...size,
  channels: 4,
  data: Uint8Array.from({ length: size.width * size.height * 4 }, (_, at) => (at >> 10) & 255),
}

/** Each row becomes the sum of itself and the rows `reach` above and below. */
function addNeighbours({ width, height, data }: RgbaRaster, reach: number): RgbaRaster {
  const row = (y: number) => Math.min(height - 1, Math.max(0, y)) * width * 4
  const out = data.slice()
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width * 4; x++)
      out[row(y) + x] = data[row(y) + x]! + data[row(y - reach) + x]! + data[row(y + reach) + x]!
  return { width, height, channels: 4, data: out }
}

test('a large picture worked on in strips is the same as worked on whole', async () => {
  const tops: number[] = []
  const inStrips = await eachStrip(signal, raster, 3, (strip, top) => {
    tops.push(top)
    return addNeighbours(strip, 3)
  })
  expect(tops.length).toBeGreaterThan(1)
  expect(Buffer.compare(inStrips.data, addNeighbours(raster, 3).data)).toBe(0)
})

test('noise is the same for the same place and seed, centred, and different for another seed', () => {
  const [one, same, other] = [1, 1, 2].map((seed) => createNoise(createRandom(seed)))
  const places = Array.from({ length: 10_000 }, (_, i) => [i % 100, Math.floor(i / 100)] as const)
  const values = places.map(([x, y]) => one!(x, y))
  expect(values).toEqual(places.map(([x, y]) => same!(x, y)))
  expect(values).not.toEqual(places.map(([x, y]) => other!(x, y)))
  expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0, 1)
})
