import { expect, test } from 'vitest'
import { findBlobs } from '@/lib/engine/vision/blobs'
import { refineEdges } from '@/lib/engine/vision/guided-filter'
import { boundsOf, boxMean, lumaPlane, overlapOf, resizePlane } from '@/lib/engine/vision/plane'
import { paintRaster } from '../samples'
import { boxMask } from './scenes'

const BOX = { x: 10, y: 8, width: 20, height: 16 }

test('bounds, overlap and pieces of masks', () => {
  const mask = boxMask(BOX)
  expect(boundsOf(mask)).toEqual(BOX)
  expect(overlapOf(mask, mask)).toBe(1)
  expect(overlapOf(mask, boxMask({ ...BOX, width: 10 }))).toBeCloseTo(0.5)
  const two = {
    ...mask,
    data: mask.data.map((value, i) =>
      Math.max(value, boxMask({ x: 50, y: 30, width: 3, height: 2 }).data[i]!),
    ),
  }
  expect(findBlobs(two, 0).map(({ area }) => area)).toEqual([320, 6])
  expect(findBlobs(two, 0.1)).toHaveLength(1)
})

test('a mean over a window keeps what is even, also at the rim', () => {
  const even = { width: 9, height: 5, data: new Float32Array(45).fill(0.25) }
  for (const value of boxMean(even, 3).data) expect(value).toBeCloseTo(0.25)
})

test('resampling keeps what is even and the order of a ramp', () => {
  const ramp = { width: 8, height: 1, data: Float32Array.from({ length: 8 }, (_, x) => x) }
  const large = resizePlane(ramp, { width: 31, height: 3 })
  for (let x = 1; x < 31; x++) expect(large.data[x]!).toBeGreaterThanOrEqual(large.data[x - 1]!)
})

test('the edge of a rough mask moves onto the edge of the picture, and far places stay empty', () => {
  const picture = paintRaster(120, 80, (x, y) =>
    x >= 24 && x < 60 && y >= 18 && y < 50 ? [220, 220, 220] : [30, 30, 30],
  )
  const small = paintRaster(60, 40, (x, y) =>
    x >= 12 && x < 30 && y >= 9 && y < 25 ? [220, 220, 220] : [30, 30, 30],
  )
  // One pixel too wide on each side.
  const mask = refineEdges(boxMask({ x: 11, y: 8, width: 20, height: 18 }), lumaPlane(small), picture, 4)
  const at = (x: number, y: number) => mask.data[y * mask.width + x]!
  expect(at(40, 34)).toBe(255)
  expect(at(26, 34)).toBeGreaterThan(200)
  expect(at(21, 34)).toBeLessThan(100)
  expect([at(0, 0), at(119, 79), at(90, 34)]).toEqual([0, 0, 0])
})
