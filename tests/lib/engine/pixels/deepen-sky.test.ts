import { expect, test } from 'vitest'
import { hueDistance, hueOf } from '@/lib/engine/colours'
import { deepenSky } from '@/lib/engine/pixels/deepen-sky'
import { readOklab } from '@/lib/engine/pixels/oklab-at'
import type { Mask, RgbaRaster } from '@/lib/images/raster'
import { paintRaster, pixelAt, signal } from '../samples'

const [WIDTH, HEIGHT] = [120, 90]
const HORIZON = 60
/** A pale blue sky with hardly a cloud, over a field. */
const bland = paintRaster(WIDTH, HEIGHT, (x, y) => {
  if (y >= HORIZON) return [70, 110, 50]
  const cloud = Math.round(4 * Math.sin(x / 9) * Math.cos(y / 7))
  return [190 + cloud, 206 + cloud, 222 + cloud]
})
const sky: Mask = {
  width: WIDTH,
  height: HEIGHT,
  data: Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => (i < WIDTH * HORIZON ? 255 : 0)),
}

function colourAt({ data }: RgbaRaster, x: number, y: number) {
  const lab = new Float64Array(3)
  readOklab(data, (y * WIDTH + x) * 4, lab)
  const [lightness = 0, a = 0, b = 0] = lab
  return { lightness, chroma: Math.hypot(a, b), hue: hueOf(a, b) }
}

function lightnessSpread(raster: RgbaRaster, y: number): number {
  const row = Array.from({ length: WIDTH }, (_, x) => colourAt(raster, x, y).lightness)
  return Math.max(...row) - Math.min(...row)
}

test('a bland sky gains depth and keeps its hue', async () => {
  const after = await deepenSky(signal, bland, sky, 1)
  for (const y of [6, 30, 52]) {
    const [was, is] = [bland, after].map((raster) => colourAt(raster, 40, y))
    expect(is!.lightness).toBeLessThan(was!.lightness)
    expect(is!.chroma).toBeGreaterThan(was!.chroma * 1.1)
    expect(hueDistance(is!.hue, was!.hue)).toBeLessThan(6)
  }
  expect(lightnessSpread(after, 30)).toBeGreaterThan(2 * lightnessSpread(bland, 30))
  expect(colourAt(after, 40, 6).lightness).toBeLessThan(colourAt(after, 40, 52).lightness - 0.04)
})

test('what stands before it is left alone', async () => {
  const after = await deepenSky(signal, bland, sky, 1)
  expect(pixelAt(after, 40, 80)).toEqual(pixelAt(bland, 40, 80))
})
