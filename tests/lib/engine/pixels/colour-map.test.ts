import { expect, test } from 'vitest'
import { createColourChange, mapColours, mapOklabColours } from '@/lib/engine/pixels/colour-map'
import { mapOklab } from '@/lib/engine/pixels/oklab-map'
import { paintRaster, pixelAt, signal } from '../samples'

const invert = (samples: Uint8Array, out: Uint8Array) => {
  for (let i = 0; i < 3; i++) out[i] = 255 - samples[i]!
}

test('a colour is worked out once, wherever it stands, and see-through stays see-through', async () => {
  const picture = paintRaster(64, 64, (x) => (x % 2 === 0 ? [0, 0, 0] : [10, 20, 30]))
  picture.data[3] = 7
  let asked = 0
  const out = await mapColours(signal, picture, (samples, to) => {
    asked++
    invert(samples, to)
  })
  expect(asked).toBe(2)
  expect([pixelAt(out, 0, 0), pixelAt(out, 1, 0), pixelAt(out, 63, 63)]).toEqual([
    [255, 255, 255, 7],
    [245, 235, 225, 255],
    [245, 235, 225, 255],
  ])
})

test('many colours, which push each other out, become what each becomes alone', async () => {
  const picture = paintRaster(512, 512, (x, y) => [x & 255, y & 255, (x * 7 + y * 13) & 255])
  const fade = (colour: Float64Array) => {
    colour[0] = colour[0]! * 0.7
    colour[1] = colour[1]! * 1.4
  }
  const [one, two] = [
    await mapOklabColours(signal, picture, fade),
    await mapOklab(signal, picture, (colour) => fade(colour)),
  ]
  expect(Buffer.compare(one.data, two.data)).toBe(0)
})

test('what does not lie within stays', async () => {
  const picture = paintRaster(4, 1, () => [1, 2, 3])
  const within = { width: 4, height: 1, data: Uint8Array.of(0, 1, 255, 0) }
  const out = await mapColours(signal, picture, invert, within)
  expect([0, 1, 2, 3].map((x) => pixelAt(out, x, 0)[0])).toEqual([1, 254, 254, 1])
})

test('after it was told to forget, a change answers anew', () => {
  let add = 1
  const change = createColourChange((samples, out) => {
    out[0] = samples[0]! + add
  })
  expect(change.of(5)).toBe(6)
  add = 2
  expect(change.of(5)).toBe(6)
  change.forget()
  expect(change.of(5)).toBe(7)
})
