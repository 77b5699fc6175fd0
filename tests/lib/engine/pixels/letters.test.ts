import { expect, test } from 'vitest'
import { lettersIn } from '@/lib/engine/pixels/letters'
import { paintRaster } from '../samples'

const SIZE = { width: 80, height: 40 }
const isLine = (x: number, y: number) => x >= 10 && x < 70 && y >= 14 && y < 26
const lines = {
  ...SIZE,
  data: Uint8Array.from({ length: 80 * 40 }, (_, at) => (isLine(at % 80, Math.floor(at / 80)) ? 255 : 0)),
}
/** Strokes of two pixels, ten apart. */
const isStroke = (x: number, y: number) => isLine(x, y) && x % 10 < 2

test('of a line whose letters have a colour of their own only the letters are taken, with their rim', () => {
  const raster = paintRaster(SIZE.width, SIZE.height, (x, y) =>
    isStroke(x, y) ? [250, 220, 10] : [120, 60, 40],
  )
  const { data } = lettersIn(raster, lines)
  expect(data[20 * 80 + 20]).toBe(255)
  expect(data[20 * 80 + 22]).toBe(255)
  expect(data[20 * 80 + 26]).toBe(0)
})

test('a line of many colours is taken whole', () => {
  const raster = paintRaster(SIZE.width, SIZE.height, (x, y) => [
    (x * 37) % 256,
    (y * 53) % 256,
    (x * y) % 256,
  ])
  expect(lettersIn(raster, lines).data).toEqual(lines.data)
})
