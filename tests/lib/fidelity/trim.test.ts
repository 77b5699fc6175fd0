import { expect, it } from 'vitest'
import { placeOnOriginal } from '@/lib/fidelity/placement'
import { plainResize } from '@/lib/fidelity/transform'
import { trimToOriginal } from '@/lib/fidelity/trim'
import { flat, withBox } from './samples'

const original = { width: 300, height: 200 }

it('leaves a plain resize whole', () => {
  const result = flat({ width: 150, height: 100 }, 9)
  const transform = plainResize(original, result)
  expect(trimToOriginal(original, result, transform)).toEqual({ result, transform })
})

it('cuts bars off, and the row in which bar and picture mix', () => {
  const result = flat({ width: 300, height: 300 }, 9)
  const trimmed = trimToOriginal(original, result, { ...plainResize(result, result), shiftY: -50.4 })
  expect([trimmed.result.width, trimmed.result.height]).toEqual([300, 199])
  expect(trimmed.transform.shiftY).toBeCloseTo(0.6)
})

it('keeps bars out of the picture that is drawn', () => {
  const result = withBox(
    flat({ width: 300, height: 300 }, 0),
    { x: 0, y: 50, width: 300, height: 200 },
    [200, 200, 200],
  )
  const placed = placeOnOriginal(flat(original, 200), result, { ...plainResize(result, result), shiftY: -50 })
  expect(placed.aligned.raster.data.every((value) => value === 200)).toBe(true)
})

it('does not cut when nothing of the original would be left', () => {
  const result = flat({ width: 10, height: 10 }, 9)
  const transform = { ...plainResize(result, result), shiftX: 5000 }
  expect(trimToOriginal(original, result, transform)).toEqual({ result, transform })
})
