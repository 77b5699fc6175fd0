import { describe, expect, it } from 'vitest'
import { sizeLikeInput } from '@/lib/providers/size-like-input'

const V4 = { minSidePx: 1024, maxSidePx: 4096 }
const V45 = { minSidePx: 1440, maxSidePx: 4096, minAreaPx: 3_686_400, maxAreaPx: 16_777_216 }

describe('a size like the photo', () => {
  it('is the photo itself where it fits', () => {
    expect(sizeLikeInput({ width: 3000, height: 2000 }, V4)).toEqual({ width: 3000, height: 2000 })
  })

  it('keeps the shape within every limit, for every photo', () => {
    const sides = [20, 333, 1000, 1440, 2500, 4096, 6000, 9999]
    for (const exact of [V4, V45])
      for (const width of sides)
        for (const height of sides) {
          const size = sizeLikeInput({ width, height }, exact)
          const area = size.width * size.height
          expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(exact.minSidePx)
          expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(exact.maxSidePx)
          if (exact === V45) expect(area).toBeGreaterThanOrEqual(V45.minAreaPx)
          expect(area).toBeLessThanOrEqual(16_777_216)
          const ratio = width / height
          if (ratio > 0.36 && ratio < 2.8) expect(size.width / size.height).toBeCloseTo(ratio, 1)
        }
  })

  it('keeps to the step of a model', () => {
    const { width, height } = sizeLikeInput(
      { width: 1234, height: 777 },
      { minSidePx: 256, maxSidePx: 2048, multipleOfPx: 16 },
    )
    expect([width % 16, height % 16]).toEqual([0, 0])
  })
})
