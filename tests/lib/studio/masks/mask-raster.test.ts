import { describe, expect, it } from 'vitest'
import type { Mask } from '@/lib/images/raster'
import { type MaskStep, startMask, takeStep, undoStep } from '@/lib/studio/masks/mask-document'
import { drawMask, drawStep, keptShareOf } from '@/lib/studio/masks/mask-raster'

/** One digit for each px. */
const toMask = (...rows: string[]): Mask => ({
  width: rows[0]!.length,
  height: rows.length,
  data: Uint8Array.from(rows.join(''), Number),
})
const show = ({ width, data }: Mask) =>
  Array.from({ length: data.length / width }, (_, y) =>
    Array.from(data.subarray(y * width, (y + 1) * width), (value) => (value === 0 ? '.' : '#')).join(''),
  )

const regions = toMask('1100', '1100', '0000', '0022')
const ground = { original: { width: 4, height: 4 }, regions }
const stroke = (isAdding: boolean, radiusPx: number, ...points: [number, number][]): MaskStep => ({
  kind: 'stroke',
  isAdding,
  radiusPx,
  points: points.map(([x, y]) => ({ x, y })),
})

describe('a mask', () => {
  it('begins with the regions that are taken', () => {
    expect(show(drawMask(startMask([1], 2), ground, ground.original))).toEqual([
      '##..',
      '##..',
      '....',
      '....',
    ])
    expect(show(drawMask(startMask([1, 2], 2), ground, ground.original))).toEqual([
      '##..',
      '##..',
      '....',
      '..##',
    ])
  })

  it('takes what is too small for the list where all of the list is taken', () => {
    const crowded = { ...ground, regions: toMask('1103', '1100', '0300', '0022') }
    const all = startMask([1, 2], 2)
    expect(show(drawMask(all, crowded, ground.original))).toEqual(['##.#', '##..', '.#..', '..##'])
    const without = takeStep(all, { kind: 'region', number: 1, isTaken: false })
    expect(show(drawMask(without, crowded, ground.original))).toEqual(['...#', '....', '.#..', '..##'])
    expect(show(drawMask(startMask([2], 2), crowded, ground.original))).toEqual([
      '....',
      '....',
      '....',
      '..##',
    ])
  })

  it('is the same shape at any size', () => {
    const step = stroke(true, 1, [1, 3], [3, 3])
    const large = drawMask(takeStep(startMask([1], 2), step), ground, { width: 40, height: 40 })
    expect(large.data[5 * 40 + 5]).toBe(255)
    expect(large.data[5 * 40 + 25]).toBe(0)
    // The line at y = 3 of 4 is 2 px of 4 wide: from row 20 to row 39.
    expect(large.data[21 * 40 + 20]).toBe(255)
    expect(large.data[39 * 40 + 20]).toBe(255)
    expect(large.data[19 * 40 + 20]).toBe(0)
  })

  it('takes paint and eraser in their order', () => {
    const painted = [stroke(true, 4, [2, 2]), stroke(false, 0.6, [0.5, 0.5], [0.5, 3.5])]
    const mask = drawMask(painted.reduce(takeStep, startMask([], 2)), ground, ground.original)
    expect(show(mask)).toEqual(['.###', '.###', '.###', '.###'])
  })

  it('takes a region in and lays it aside, over what was painted', () => {
    const steps: MaskStep[] = [
      { kind: 'region', number: 2, isTaken: true },
      { kind: 'region', number: 1, isTaken: false },
    ]
    const mask = drawMask(steps.reduce(takeStep, startMask([1], 2)), ground, ground.original)
    expect(show(mask)).toEqual(['....', '....', '....', '..##'])
  })

  it('is inverted and cleared', () => {
    const inverted = takeStep(startMask([1], 2), { kind: 'invert' })
    expect(show(drawMask(inverted, ground, ground.original))).toEqual(['..##', '..##', '####', '####'])
    const cleared = takeStep(inverted, { kind: 'clear' })
    expect(keptShareOf(drawMask(cleared, ground, ground.original))).toBe(1)
  })

  it('is the same step by step as drawn anew, and after undo as before', () => {
    const steps: MaskStep[] = [stroke(true, 1, [3, 1]), { kind: 'invert' }, stroke(false, 1, [2, 2], [2, 4])]
    const size = { width: 16, height: 16 }
    let document = startMask([2], 2)
    const grown = drawMask(document, ground, size)
    for (const step of steps) {
      const before = drawMask(document, ground, size)
      document = takeStep(document, step)
      drawStep(grown, step, ground)
      expect(drawMask(document, ground, size)).toEqual(grown)
      expect(drawMask(undoStep(document), ground, size)).toEqual(before)
    }
  })

  it('takes a shape, or leaves it out, at any size of the shape', () => {
    const shape = { width: 2, height: 2, data: new Uint8Array([0, 255, 0, 120]) }
    const taken = takeStep(startMask([], 2), { kind: 'shape', isAdding: true, shape })
    expect(show(drawMask(taken, ground, ground.original))).toEqual(['..##', '..##', '....', '....'])
    const left = takeStep(takeStep(taken, { kind: 'invert' }), { kind: 'shape', isAdding: false, shape })
    expect(show(drawMask(left, ground, ground.original))).toEqual(['##..', '##..', '####', '####'])
  })

  it('gets a px of even the finest brush, and nothing from beyond the border', () => {
    const mask = drawMask(
      [stroke(true, 0.01, [1.5, 1.5]), stroke(true, 1, [-9, -9], [-9, 9])].reduce(takeStep, startMask([], 2)),
      ground,
      ground.original,
    )
    expect(show(mask)).toEqual(['....', '.#..', '....', '....'])
  })
})

it('counts what is kept', () => {
  expect(keptShareOf(drawMask(startMask([1], 2), ground, ground.original))).toBe(12 / 16)
})
