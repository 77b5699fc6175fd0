import { expect, test } from 'vitest'
import { surround } from '@/lib/images/region'

const photo = { width: 4000, height: 3000 }

test('what is sent shows a quarter of the selection’s longer side all around', () => {
  const box = { x: 1000, y: 1000, width: 800, height: 600 }
  expect(surround(box, photo, {})).toEqual({ x: 800, y: 800, width: 1200, height: 1000 })
})

test('a small selection is sent with more around it, at an edge with what is there', () => {
  expect(surround({ x: 10, y: 2990, width: 20, height: 10 }, photo, {})).toEqual({
    x: 0,
    y: 2488,
    width: 512,
    height: 512,
  })
  const small = { width: 300, height: 200 }
  expect(surround({ x: 10, y: 10, width: 20, height: 10 }, small, {})).toEqual({ x: 0, y: 0, ...small })
})

test('a selection that is too narrow for the model is sent in a shape that it takes', () => {
  const wide = { x: 100, y: 1400, width: 3600, height: 20 }
  const sent = surround(wide, photo, { minRatio: 1 / 3, maxRatio: 3 })
  expect(sent.width / sent.height).toBeLessThanOrEqual(3)
  expect(sent).toMatchObject({ x: 0, width: 4000 })
  expect(sent.y).toBeLessThan(wide.y)
  expect(sent.y + sent.height).toBeGreaterThan(wide.y + wide.height)
})
