import { expect, test } from 'vitest'
import { withoutSpecks } from '@/lib/engine/pixels/specks'

test('drops specks and closes pinholes, and leaves real pieces and gaps', () => {
  const [width, height] = [100, 100]
  const data = new Float32Array(width * height)
  const fill = (x: number, y: number, side: number, value: number) => {
    for (let row = y; row < y + side; row++) data.fill(value, row * width + x, row * width + x + side)
  }
  fill(0, 0, 60, 1)
  fill(10, 10, 2, 0)
  fill(30, 30, 12, 0)
  fill(80, 80, 10, 1)
  fill(95, 5, 2, 1)
  const clean = withoutSpecks({ width, height, data })
  const at = (x: number, y: number) => clean.data[y * width + x]
  expect([at(10, 10), at(35, 35), at(85, 85), at(95, 5)]).toEqual([1, 0, 1, 0])
})
