import { describe, expect, it } from 'vitest'
import {
  alignByMeasure,
  alignBySize,
  isUnsmoothed,
  joinAlignments,
  needsFullSize,
  transformOf,
  visibleBox,
} from '@/lib/studio/stage/alignment'
import { FIT, placementOf, type Scene, zoomTo } from '@/lib/studio/stage/viewport'

const reference = { width: 902, height: 600 }
const scene: Scene = { frame: { width: 860, height: 600, clearBottom: 0 }, reference, dpr: 1 }

describe('alignBySize', () => {
  it('takes a picture of the same ratio as exactly that resize', () => {
    expect(alignBySize(reference, { width: 1804, height: 1200 })).toEqual({
      scaleX: 2,
      scaleY: 2,
      shiftX: 0,
      shiftY: 0,
    })
  })

  it('takes sides rounded by a model as a resize of each axis', () => {
    const alignment = alignBySize(reference, { width: 896, height: 592 })
    expect(alignment.scaleX * reference.width).toBeCloseTo(896)
    expect(alignment.scaleY * reference.height).toBeCloseTo(592)
    expect(alignment.shiftX).toBe(0)
  })

  it('lays a square crop unsqueezed into the middle', () => {
    const placement = placementOf(FIT, scene)
    const crop = { width: 600, height: 600 }
    const own = transformOf(placement, alignBySize(reference, reference), scene)
    const other = transformOf(placement, alignBySize(reference, crop), scene)
    expect(other.scaleX).toBeCloseTo(other.scaleY)
    expect(other.x - own.x).toBeCloseTo(151 * placement.scale, 0)
    expect(other.y).toBeCloseTo(own.y)
  })
})

describe('needsFullSize', () => {
  const large = { width: 8000, height: 6000 }
  const alignment = alignBySize(large, large)
  const at = (scale: number) => ({ centre: { x: 4000, y: 3000 }, scale })

  it('asks for no more than the preview at Fit, however dense the screen', () => {
    expect(needsFullSize(true, at(0.4), alignment, large, 3)).toBe(false)
  })

  it('asks for full size only when the zoom shows more than 2048 px of the picture', () => {
    expect(needsFullSize(false, at(2048 / 8000), alignment, large, 1)).toBe(false)
    expect(needsFullSize(false, at(0.3), alignment, large, 1)).toBe(true)
    expect(needsFullSize(false, at(0.15), alignment, large, 2)).toBe(true)
  })

  it('never asks for a picture that its preview holds whole', () => {
    const small = { width: 1024, height: 693 }
    expect(needsFullSize(false, at(16), alignBySize(small, small), small, 3)).toBe(false)
  })
})

describe('isUnsmoothed', () => {
  it('begins at 200 % of device pixels', () => {
    expect(isUnsmoothed({ centre: { x: 0, y: 0 }, scale: 1 }, 2)).toBe(true)
    expect(isUnsmoothed({ centre: { x: 0, y: 0 }, scale: 1.99 }, 1)).toBe(false)
  })
})

describe('visibleBox', () => {
  it('is the picture at Fit and the pane when zoomed in', () => {
    const fit = visibleBox(placementOf(FIT, scene), scene)
    expect(fit.x).toBeGreaterThan(0)
    expect(fit.width / fit.height).toBeCloseTo(902 / 600, 1)
    const near = visibleBox(placementOf(zoomTo(FIT, 8, { x: 430, y: 300 }, scene), scene), scene)
    expect(near).toEqual({ x: 0, y: 0, width: 860, height: 600 })
  })
})

describe('a measured alignment', () => {
  const turned = { scaleX: 2, scaleY: 2, shiftX: 10, shiftY: -4, rotationDeg: 0 }

  it('puts a point of the result where the measure says', () => {
    const { scaleX, scaleY, shiftX, shiftY } = alignByMeasure(turned, { width: 400, height: 300 })
    // Result px (50, 30) lies at 2 · 50 + 10, 2 · 30 - 4.
    expect([110 * scaleX + shiftX, 56 * scaleY + shiftY]).toEqual([50, 30])
  })

  it('leaves a turn out about the middle', () => {
    const picture = { width: 400, height: 300 }
    const { scaleX, shiftX } = alignByMeasure({ ...turned, rotationDeg: 1 }, picture)
    const angle = Math.PI / 180
    const middleX = 2 * (200 * Math.cos(angle) - 150 * Math.sin(angle)) + 10
    expect(middleX * scaleX + shiftX).toBeCloseTo(200, 9)
  })

  it('joins with the one before it', () => {
    const first = alignByMeasure(turned, { width: 400, height: 300 })
    const second = alignByMeasure({ ...turned, scaleX: 0.5, shiftX: 3 }, { width: 800, height: 300 })
    const joined = joinAlignments(first, second)
    const between = 110 * first.scaleX + first.shiftX
    expect(110 * joined.scaleX + joined.shiftX).toBeCloseTo(between * second.scaleX + second.shiftX, 9)
  })
})
