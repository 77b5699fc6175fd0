import { expect, test } from 'vitest'
import { recolour } from '@/lib/engine/operations/recolour'
import { findColour } from '@/lib/engine/vision/find-colour'
import { sparePeople } from '@/lib/engine/vision/spare-people'
import type { Detection, Scene } from '@/lib/engine/vision/vision'
import type { Mask, RgbaRaster } from '@/lib/images/raster'
import { paintRaster, pixelAt, signal } from '../samples'
import { boxMask, createScene } from './scenes'

const BODY = { x: 4, y: 4, width: 30, height: 34 }
const HAND = { x: 30, y: 20, width: 4, height: 6 }
const CUP = { x: 34, y: 14, width: 14, height: 14 }
const JACKET = { x: 4, y: 14, width: 26, height: 24 }
const person: Detection = { label: 'person', score: 0.8, box: BODY }

const lies = ({ x, y, width, height }: typeof BODY, column: number, row: number) =>
  column >= x && column < x + width && row >= y && row < y + height

/** Someone in blue holds a cup that is as brown as the hand. */
const picture = paintRaster(60, 40, (x, y) => {
  if (lies(CUP, x, y)) return [186, 134, 106]
  if (lies(HAND, x, y)) return [198, 146, 118]
  if (lies(JACKET, x, y)) return [40, 60, 160]
  return [150, 152, 154]
})

const scene = (objects: readonly Detection[], work: RgbaRaster = picture): Scene => ({
  ...createScene({ things: [BODY], objects }),
  work,
})

const whole: Mask = { width: 60, height: 40, data: new Uint8Array(2400).fill(255) }
const HAND_AT = 23 * 60 + 32
const CUP_AT = 20 * 60 + 42

test('a hand is no part of everything of a colour, the cup in it is', async () => {
  const mask = await sparePeople(signal, scene([person]), picture, whole)
  expect(mask.data[HAND_AT]).toBe(0)
  expect(mask.data[CUP_AT]).toBe(255)
})

test('where nobody is seen nothing is spared', async () => {
  expect(await sparePeople(signal, scene([]), picture, whole)).toBe(whole)
})

test('cloth in the colour of skin is cloth', async () => {
  const inBrown = paintRaster(60, 40, (x, y) => (lies(BODY, x, y) ? [198, 146, 118] : [150, 152, 154]))
  const mask = await sparePeople(signal, scene([person], inBrown), inBrown, whole)
  expect(mask.data[HAND_AT]).toBe(255)
})

test('what was meant by name is painted, though it looks like skin', async () => {
  const mask = await sparePeople(signal, scene([person]), picture, whole, whole)
  expect(mask.data[HAND_AT]).toBe(255)
})

test.each([
  ['everything brown', { kind: 'colour', hue: 'brown', which: 'all' }, findColour(picture, 'orange')],
  [
    'the cup',
    { kind: 'class', label: 'cup', word: 'cup', which: 'one' },
    { ...whole, data: Uint8Array.from(boxMask(CUP).data, (value) => value * 255) },
  ],
] as const)('another colour for %s leaves the hand beside it alone', async (_what, target, mask) => {
  const step = { op: 'recolour', target, colour: '#0000ff', amount: 1 } as const
  const context = { strength: 1, random: () => 0, mask, scene: scene([person]), tools: {} as never }
  const after = await recolour.apply(signal, picture, step, context)
  expect(pixelAt(after, 32, 23)).toEqual(pixelAt(picture, 32, 23))
  expect(pixelAt(after, 33, 23)).toEqual(pixelAt(picture, 33, 23))
  const [red = 0, , blue = 0] = pixelAt(after, 42, 20)
  expect(blue).toBeGreaterThan(red)
})
