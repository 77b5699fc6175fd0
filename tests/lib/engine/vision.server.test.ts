import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { type EditJob, runEdit } from '@/lib/engine/engine.server'
import { EngineRefusal } from '@/lib/engine/refusal'
import { engineTasks } from '@/lib/engine/tasks.server'
import type { RgbaRaster } from '@/lib/images/raster'
import { decodePng, pixelAt, readSmallSample, signal } from './samples'

let photo: Uint8Array
let before: RgbaRaster
beforeAll(async () => {
  photo = await readSmallSample('fig-red-bowl', 320)
  before = await decodePng(photo)
})

const edit = (prompt: string, more: Partial<EditJob> = {}) =>
  runEdit(signal, { image: photo, prompt, seed: 5, ...more })

/** How many pixels differ, and the rectangle they lie in as shares of the picture. */
function changesOf(after: RgbaRaster) {
  let count = 0
  let left = 1
  for (let i = 0; i < before.data.length / 4; i++) {
    if ([0, 1, 2, 3].every((channel) => before.data[i * 4 + channel] === after.data[i * 4 + channel]))
      continue
    count++
    left = Math.min(left, (i % before.width) / before.width)
  }
  return { share: count / (before.data.length / 4), left }
}

/** The bowl lies in the right three quarters; its left tip at 23 %. */
const BOWL = { x: 0.8, y: 0.3 }
const WALL = { x: 0.08, y: 0.3 }
const at = (raster: RgbaRaster, { x, y }: { x: number; y: number }) =>
  pixelAt(raster, Math.round(x * raster.width), Math.round(y * raster.height))

test('a colour target is painted, everything else stays exactly as it was, twice the same', async () => {
  const [one, two] = [await edit('make the red bowl green'), await edit('make the red bowl green')]
  const after = await decodePng(one.image)
  const [red = 0, green = 0] = at(after, BOWL)
  expect(green).toBeGreaterThan(red + 30)
  const { share, left } = changesOf(after)
  expect(share).toBeGreaterThan(0.3)
  expect(share).toBeLessThan(0.6)
  expect(left).toBeGreaterThan(0.19)
  const [first, second] = [one, two].map(({ image }) => createHash('sha256').update(image).digest('hex'))
  expect(first).toBe(second)
})

test('the background can be cut away from the subject', async () => {
  const after = await decodePng((await edit('remove the background')).image)
  expect(at(after, WALL)[3]).toBe(0)
  expect(at(after, BOWL)).toEqual(at(before, BOWL))
})

test('the subject stays exactly as it was when the background is blurred', async () => {
  const after = await decodePng((await edit('blur the background')).image)
  expect(at(after, BOWL)).toEqual(at(before, BOWL))
  expect(at(after, WALL)).not.toEqual(at(before, WALL))
})

test('what is not there is not found, and that is said', async () => {
  const refusal = await edit('blur her face').catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(EngineRefusal)
  expect((refusal as EngineRefusal).details).toMatchObject({ code: 'TARGET_NOT_FOUND' })
})

test('a click selects what lies under it, and “this” is what was selected', async () => {
  const picked = await engineTasks['engine.select'](signal, { image: photo, points: [BOWL] })
  expect([picked.width, picked.height]).toEqual([before.width, before.height])
  expect(picked.coverage).toBeGreaterThan(0.2)
  expect(await sharp(picked.mask).metadata()).toMatchObject({ format: 'png', channels: 1 })
  const painted = await edit('make this blue', { mask: picked.mask })
  const after = await decodePng(painted.image)
  const [red = 0, , blue = 0] = at(after, BOWL)
  expect(blue).toBeGreaterThan(red)
  expect(at(after, WALL)).toEqual(at(before, WALL))
  expect(painted.description).toBe('I will: paint what is selected blue')
})

test('a click on a fig takes the fig, and the bowl in which it lies is a step away', async () => {
  const select = (point: { x: number; y: number; step?: number }) =>
    engineTasks['engine.select'](signal, { image: photo, points: [point] })
  const fig = await select({ x: 0.59, y: 0.55 })
  expect(fig.coverage).toBeLessThan(0.1)
  const bowl = await select({ x: 0.59, y: 0.55, step: fig.step!.at + 1 })
  expect(bowl.coverage).toBeGreaterThan(0.4)
})

test('what is added to a selection joins it, and what is taken away leaves a rectangle', async () => {
  const select = (asked: object) => engineTasks['engine.select'](signal, { image: photo, ...asked })
  const whole = { from: { x: 0, y: 0 }, to: { x: 1, y: 1 } }
  const bowl = await select({ points: [BOWL] })
  expect((await select({ points: [BOWL, WALL] })).coverage).toBeGreaterThan(bowl.coverage + 0.02)
  const rest = await select({ area: whole, outside: [BOWL] })
  expect(rest.coverage + bowl.coverage).toBeCloseTo(1, 1)
  expect(bowl.span.from.x).toBeLessThan(BOWL.x)
  expect(bowl.span.to.x).toBeGreaterThan(BOWL.x)
})

test('a click on a cup takes the cup; painted, its coffee stays, and the saucer is a step away', async () => {
  const coffee = await readSmallSample('coffee', 512)
  const place = { x: 480 / 1024, y: 380 / 683 }
  const select = (point: typeof place & { step?: number }) =>
    engineTasks['engine.select'](signal, { image: coffee, points: [point] })
  const cup = await select(place)
  expect(cup).toMatchObject({ step: { at: 0, of: expect.any(Number) } })
  const all = await select({ ...place, step: cup.step!.of - 1 })
  expect(all.coverage).toBeGreaterThan(cup.coverage * 1.8)
  const original = await decodePng(coffee)
  for (const { mask } of [cup, all]) {
    const painted = await runEdit(signal, { image: coffee, prompt: 'make this blue', seed: 1, mask })
    const after = await decodePng(painted.image)
    const crema = { x: 500 / 1024, y: 175 / 683 }
    expect(at(after, crema)).toEqual(at(original, crema))
    const [red = 0, , blue = 0] = at(after, place)
    expect(blue).toBeGreaterThan(red + 50)
  }
})

test('a click on nothing that can be sent is refused', async () => {
  await expect(engineTasks['engine.select'](signal, { image: photo })).rejects.toThrow()
})

test('upscaling keeps the picture and doubles its sides', async () => {
  const small = await readSmallSample('mountain-autumn', 90)
  const { image, width, height } = await runEdit(signal, { image: small, prompt: 'upscale 2x', seed: 1 })
  const { info } = await sharp(small).toBuffer({ resolveWithObject: true })
  expect([width, height]).toEqual([info.width * 2, info.height * 2])
  const back = await sharp(image).resize(info.width, info.height).raw().toBuffer()
  const original = await sharp(small).raw().toBuffer()
  const error = back.reduce((sum, value, i) => sum + Math.abs(value - original[i]!), 0) / back.length
  expect(error).toBeLessThan(6)
})

test('another colour for all that is red leaves the lips of a face as they are', async () => {
  const portrait = await readSmallSample('portrait-astronaut', 512)
  const { image } = await runEdit(signal, { image: portrait, prompt: 'swap red for blue', seed: 1 })
  const [was, is] = await Promise.all([decodePng(portrait), decodePng(image)])
  const [lips, flag] = [
    { x: 0.44, y: 0.299 },
    { x: 0.09, y: 0.33 },
  ]
  expect(at(is, lips)).toEqual(at(was, lips))
  expect(at(is, flag)).not.toEqual(at(was, flag))
})
