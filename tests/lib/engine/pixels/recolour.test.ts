import { expect, test } from 'vitest'
import { oklabOfHex } from '@/lib/engine/grammar/colour'
import { findIslands } from '@/lib/engine/pixels/islands'
import { measurePaint } from '@/lib/engine/pixels/paint'
import { ofMainColour, recolour, withoutIslands } from '@/lib/engine/pixels/recolour'
import { emptyPlane, mapPlane } from '@/lib/engine/vision/plane'
import { paintRaster, pixelAt, signal } from '../samples'

/** A red thing from shade to light, with a grey stripe and a white ring around a red dot. */
const thing = paintRaster(80, 40, (x, y) => {
  const away = Math.hypot(x - 60, y - 20)
  if (away < 5) return [200, 40, 40]
  if (away < 9) return [245, 245, 245]
  return y < 4 ? [128, 128, 128] : [90 + x, 20 + x / 4, 20 + x / 4]
})
const whole = { width: 80, height: 40, data: new Uint8Array(3200).fill(255) }
const BLUE = oklabOfHex('#2763c4')

test('the main colour is found, and greys belong to no colour', () => {
  const paint = measurePaint(thing, whole)
  expect(paint.hue!.middle).toBeGreaterThan(15)
  expect(paint.hue!.middle).toBeLessThan(40)
  expect(
    measurePaint(
      paintRaster(9, 9, () => [90, 90, 90]),
      { width: 9, height: 9, data: new Uint8Array(81).fill(255) },
    ).hue,
  ).toBeUndefined()
})

test('shading stays, greys and whites stay, red becomes blue', async () => {
  const options = { isMainOnly: true, isEven: false, amount: 1, mostChroma: 1, within: whole }
  const painted = await recolour(signal, thing, measurePaint(thing, whole), BLUE, options)
  const lightness = [5, 20, 40].map((x) =>
    pixelAt(painted, x, 30)
      .slice(0, 3)
      .reduce((sum, value) => sum + value, 0),
  )
  expect(lightness).toEqual(lightness.toSorted((a, b) => a - b))
  const [red, , blue] = pixelAt(painted, 30, 30)
  expect(blue! - red!).toBeGreaterThan(60)
  expect(pixelAt(painted, 30, 1)).toEqual([128, 128, 128, 255])
})

test('a thing of the same colour that lies in a gap is not painted', () => {
  const mask = withoutIslands(thing, whole, measurePaint(thing, whole))
  expect(mask.data[20 * 80 + 60]).toBe(0)
  expect(mask.data[30 * 80 + 20]).toBe(255)
})

test('a thing with thousands of gaps is looked through with little memory, and what lies in one is found', () => {
  const size = { width: 512, height: 512 }
  const leaves = mapPlane(emptyPlane(size), (_, i) => {
    const [x, y] = [i % 512, Math.floor(i / 512)]
    const away = Math.hypot(x - 250, y - 250)
    if (away < 40) return away < 25 ? 1 : 0
    return x % 6 === 3 && y % 6 === 3 ? 0 : 1
  })
  const islands = findIslands(leaves)!
  expect([islands.data[250 * 512 + 250], islands.data[100 * 512 + 100], islands.data[3 * 512 + 3]]).toEqual([
    1, 0, 0,
  ])
})

test('the cork and the label of a black bottle stay as they are when the bottle is painted', async () => {
  const bottle = paintRaster(40, 80, (x, y) => {
    if (y < 6) return [214, 150, 82]
    return y > 40 && y < 70 && x > 4 && x < 34 ? [236, 226, 200] : [34, 38, 36]
  })
  const within = { width: 40, height: 80, data: new Uint8Array(3200).fill(255) }
  const options = { isMainOnly: true, isEven: false, amount: 1, mostChroma: 1, within }
  const painted = await recolour(signal, bottle, measurePaint(bottle, within), BLUE, options)
  expect(pixelAt(painted, 20, 3)).toEqual([214, 150, 82, 255])
  expect(pixelAt(painted, 20, 55)).toEqual([236, 226, 200, 255])
  expect(pixelAt(painted, 20, 30)[2]).toBeGreaterThan(pixelAt(painted, 20, 30)[0]! + 20)
})

/** A red cup seen from above: a white wall, and orange-brown coffee that is redder at its edge. */
const cup = paintRaster(60, 60, (x, y) => {
  const away = Math.hypot(x - 30, y - 30)
  if (away < 8) return [205, 135, 60]
  if (away < 12) return [150, 60, 25]
  return away < 18 ? [240, 232, 222] : [150, 38, 22]
})
const ofCup = { width: 60, height: 60, data: new Uint8Array(3600).fill(255) }

test('a cup has the colour of its outside, and what is in it another one', () => {
  expect(measurePaint(cup, ofCup).hue!.middle).toBeLessThan(40)
})

test('what a vessel holds is not painted, though its edge has the colour of the vessel', () => {
  const paint = measurePaint(cup, ofCup)
  const at = (mask: { data: Uint8Array }, x: number) => mask.data[30 * 60 + x]
  expect(at(withoutIslands(cup, ofCup, paint, true), 20)).toBe(0)
  expect(at(withoutIslands(cup, ofCup, paint, true), 5)).toBe(255)
})

test('only what has the main colour takes its rim along', () => {
  const own = ofMainColour(cup, ofCup, measurePaint(cup, ofCup))
  expect(own.data[30 * 60 + 5]).toBe(255)
  expect(own.data[30 * 60 + 15]).toBe(0)
})

/** Fur: brown, but in the shade nearly grey, and paler where it is light. */
const FUR = paintRaster(80, 40, (x) => (x % 2 === 0 ? [120, 88, 66] : [96 + x, 80 + x, 66 + x]))

test('what is dull but of one hue all over has that colour, its pale places too', async () => {
  const paint = measurePaint(FUR, whole)
  expect(paint.hue?.middle).toBeGreaterThan(45)
  const options = { isMainOnly: true, isEven: false, amount: 1, mostChroma: 1, within: whole }
  const painted = await recolour(signal, FUR, paint, BLUE, options)
  for (const x of [20, 41, 61]) {
    const [red, , blue] = pixelAt(painted, x, 20)
    expect(blue! - red!).toBeGreaterThan(20)
  }
})

test('what is grey with a little of many colours has none', () => {
  const label = paintRaster(80, 40, (x) =>
    x % 2 === 0 ? [40, 40, 40] : x < 40 ? [120, 88, 66] : [88, 96, 60],
  )
  expect(measurePaint(label, whole).hue).toBeUndefined()
})
