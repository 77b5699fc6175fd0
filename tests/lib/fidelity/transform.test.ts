import { expect, it } from 'vitest'
import {
  apply,
  compose,
  cornerDistance,
  fromAffine,
  invert,
  plainResize,
  type Transform,
  toAffine,
} from '@/lib/fidelity/transform'

const some: Transform = { scaleX: 1.07, scaleY: 0.96, shiftX: 12.5, shiftY: -3, rotationDeg: 0.7 }

it('maps corner to corner when a result was only resized', () => {
  const plain = toAffine(plainResize({ width: 600, height: 400 }, { width: 300, height: 100 }))
  expect(apply(plain, 300, 100)).toEqual({ x: 600, y: 400 })
})

it('is original = scale · result + shift without a turn', () => {
  const { x, y } = apply(toAffine({ ...some, rotationDeg: 0 }), 10, 20)
  expect([x, y]).toEqual([1.07 * 10 + 12.5, 0.96 * 20 - 3])
})

it('turns clockwise for positive angles', () => {
  expect(apply(toAffine({ ...plainResize(square, square), rotationDeg: 90 }), 1, 0).y).toBeCloseTo(1)
})

const square = { width: 1, height: 1 }

it('comes back from an affine unchanged', () => {
  const back = fromAffine(toAffine(some))
  for (const key of Object.keys(some) as (keyof Transform)[]) expect(back[key]).toBeCloseTo(some[key], 10)
})

it.each([
  { ...some, scaleX: -1.07 },
  { ...some, rotationDeg: -90 },
  { ...some, scaleX: -1, rotationDeg: 180 },
])('comes back from an affine when it is mirrored or laid on a side', (laid) => {
  const back = fromAffine(toAffine(laid))
  for (const key of Object.keys(laid) as (keyof Transform)[]) expect(back[key]).toBeCloseTo(laid[key], 10)
})

it('undoes itself', () => {
  const affine = toAffine(some)
  const { x, y } = apply(compose(invert(affine), affine), 33, 44)
  expect([x, y].map((value) => Number(value.toFixed(9)))).toEqual([33, 44])
})

it('measures how far two transforms part at the corners', () => {
  const moved = { ...some, shiftX: some.shiftX + 3, shiftY: some.shiftY + 4 }
  expect(cornerDistance(some, moved, { width: 100, height: 50 })).toBeCloseTo(5)
})
