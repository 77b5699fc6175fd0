import { expect, it } from 'vitest'
import { plainResize, type Transform, toAffine } from '@/lib/fidelity/transform'
import { coverOf, warpRaster } from '@/lib/fidelity/warp'
import { createRandom } from '@/lib/images/pixels/random'
import type { Raster } from '@/lib/images/raster'

const IDENTITY = { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 }
const frameOf = ({ width, height }: { width: number; height: number }) => ({ x: 0, y: 0, width, height })

function smooth(width: number, height: number, channels: 1 | 3 | 4): Raster {
  const data = new Uint8Array(width * height * channels)
  for (let i = 0; i < data.length; i++) {
    const [x, y] = [Math.floor(i / channels) % width, Math.floor(i / channels / width)]
    data[i] =
      channels === 4 && i % 4 === 3 ? 255 : 128 + 60 * Math.sin(x / 9 + (i % channels)) + 50 * Math.cos(y / 7)
  }
  return { width, height, channels, data }
}

it.each([1, 3, 4] as const)('leaves a picture of %i channels as it is when nothing moves', (channels) => {
  const random = createRandom(channels)
  const data = new Uint8Array(31 * 17 * channels).map((_, i) =>
    channels === 4 && i % 4 === 3 ? 255 : random() * 256,
  )
  const picture: Raster = { width: 31, height: 17, channels, data }
  expect(warpRaster(picture, IDENTITY, frameOf(picture)).data).toEqual(picture.data)
})

it('draws a part of the frame as the whole frame would be drawn', () => {
  const picture = smooth(60, 50, 3)
  const affine = toAffine({ scaleX: 0.8, scaleY: 0.9, shiftX: 3.3, shiftY: 2.1, rotationDeg: 0.9 })
  const whole = warpRaster(picture, affine, { x: 0, y: 0, width: 60, height: 50 })
  const part = warpRaster(picture, affine, { x: 20, y: 30, width: 10, height: 5 })
  for (let y = 0; y < 5; y++)
    for (let i = 0; i < 30; i++)
      expect(
        Math.abs(part.data[y * 30 + i]! - whole.data[((30 + y) * 60 + 20) * 3 + i]!),
      ).toBeLessThanOrEqual(1)
})

it.each<[string, Transform]>([
  ['shifted', { scaleX: 1, scaleY: 1, shiftX: 2.4, shiftY: -1.7, rotationDeg: 0 }],
  ['turned', { scaleX: 1, scaleY: 1, shiftX: 0, shiftY: 0, rotationDeg: 1 }],
  ['enlarged', { scaleX: 0.5, scaleY: 0.5, shiftX: 4, shiftY: 4, rotationDeg: 0 }],
])('keeps smooth values exact within two steps when %s', (_, transform) => {
  const picture = smooth(120, 100, 1)
  const affine = toAffine(transform)
  const drawn = warpRaster(picture, affine, frameOf(picture))
  for (let y = 10; y < 60; y += 7)
    for (let x = 10; x < 80; x += 7) {
      const sx = affine.a * (x + 0.5) + affine.b * (y + 0.5) + affine.c - 0.5
      const sy = affine.d * (x + 0.5) + affine.e * (y + 0.5) + affine.f - 0.5
      const truth = 128 + 60 * Math.sin(sx / 9) + 50 * Math.cos(sy / 7)
      expect(Math.abs(drawn.data[y * 120 + x]! - truth)).toBeLessThan(2)
    }
})

it('keeps the mean when a picture shrinks, so that nothing aliases', () => {
  const data = new Uint8Array(64 * 64).map((_, i) => (((i % 64) + Math.floor(i / 64)) % 2 === 0 ? 0 : 255))
  const small = warpRaster(
    { width: 64, height: 64, channels: 1, data },
    toAffine(plainResize({ width: 64, height: 64 }, { width: 16, height: 16 })),
    { x: 0, y: 0, width: 16, height: 16 },
  )
  for (const value of small.data) expect(Math.abs(value - 127.5)).toBeLessThan(14)
})

it('does not let colours under transparent pixels bleed', () => {
  const data = new Uint8Array(20 * 4).map((_, i) => (i < 40 ? [255, 0, 0, 0] : [0, 0, 255, 255])[i % 4]!)
  const drawn = warpRaster(
    { width: 20, height: 1, channels: 4, data },
    { ...IDENTITY, c: 0.5 },
    { x: 0, y: 0, width: 20, height: 1 },
  )
  for (let x = 0; x < 20; x++) if (drawn.data[4 * x + 3]! > 8) expect(drawn.data[4 * x]).toBeLessThan(8)
})

it('says which pixels the source covers', () => {
  const cover = coverOf(
    { width: 10, height: 10 },
    { ...IDENTITY, c: -3, f: -2 },
    { x: 0, y: 0, width: 20, height: 15 },
  )
  expect(cover.to[0]).toBe(cover.from[0])
  expect([cover.from[5], cover.to[5]]).toEqual([3, 13])
  expect(cover.to[12]).toBe(cover.from[12])
})
