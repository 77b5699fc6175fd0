import { expect, it } from 'vitest'
import { suggestFeather } from '@/lib/fidelity/feather'
import { boxOf, featherMask, fitMask, growMask } from '@/lib/fidelity/keep-mask'
import { plainResize, toAffine } from '@/lib/fidelity/transform'
import type { Mask } from '@/lib/images/raster'

const size = { width: 40, height: 30 }
const onto = toAffine(plainResize(size, size))

function boxMask(x: number, y: number, width: number, height: number): Mask {
  const data = new Uint8Array(size.width * size.height)
  for (let v = y; v < y + height; v++) data.fill(255, v * size.width + x, v * size.width + x + width)
  return { ...size, data }
}

it('feathers inside the mask only, from weak at the border to full', () => {
  const mask = boxMask(5, 5, 25, 20)
  const feathered = featherMask(mask, 4, size, onto)
  feathered.data.forEach((value, i) => {
    if (mask.data[i] === 0) expect(value).toBe(0)
  })
  const row = [...feathered.data.subarray(15 * 40 + 5, 15 * 40 + 12)]
  expect(row).toEqual([...row].sort((a, b) => a - b))
  expect(row[0]).toBeGreaterThan(0)
  expect(row[0]).toBeLessThan(60)
  expect(row[5]).toBe(255)
})

it('does not feather at the border of the picture', () => {
  expect(featherMask(boxMask(0, 0, 40, 30), 6, size, onto).data.every((value) => value === 255)).toBe(true)
})

it('takes nothing from where the result shows nothing', () => {
  const shifted = toAffine({ ...plainResize(size, size), shiftX: 10 })
  const feathered = featherMask(boxMask(0, 0, 40, 30), 0, size, shifted)
  expect([...feathered.data.subarray(8, 12)]).toEqual([0, 0, 255, 255])
})

it('leaves soft values of a brush as they are', () => {
  const mask = boxMask(5, 5, 20, 20)
  mask.data[15 * 40 + 15] = 77
  expect(featherMask(mask, 2, size, onto).data[15 * 40 + 15]).toBe(77)
})

it('brings a small mask to the size of the picture', () => {
  const large = fitMask(boxMask(10, 10, 20, 10), { width: 400, height: 300 })
  expect(boxOf(large)).toEqual({ x: 100, y: 100, width: 200, height: 100 })
  expect(new Set(large.data)).toEqual(new Set([0, 255]))
})

it('finds the box of a mask, and none of an empty one', () => {
  expect(boxOf(boxMask(3, 7, 4, 2))).toEqual({ x: 3, y: 7, width: 4, height: 2 })
  expect(boxOf(boxMask(0, 0, 0, 0))).toBeUndefined()
})

it('suggests a wider feather for a coarser result', () => {
  const transform = plainResize({ width: 6000, height: 4000 }, { width: 1200, height: 800 })
  expect([suggestFeather(transform), suggestFeather(plainResize(size, size))]).toEqual([20, 4])
})

it('grows what is at least half inside by so many px, and drops what is less', () => {
  const data = new Uint8Array(9 * 5)
  data[2 * 9 + 4] = 128
  data[0] = 127
  const grown = growMask({ width: 9, height: 5, data }, 2)
  const rows = Array.from({ length: 5 }, (_, y) =>
    [...grown.data.subarray(y * 9, y * 9 + 9)].map((value) => (value === 255 ? '#' : '.')).join(''),
  )
  expect(rows[2]).toBe('..#####..')
  expect(rows[0]).toBe('....#....')
})
