import { expect, test } from 'vitest'
import { adoptParts } from '@/lib/engine/vision/adopt-parts'
import { coverageOf, mapPlane } from '@/lib/engine/vision/plane'
import { paintRaster, signal } from '../samples'
import { boxMask, createScene } from './scenes'

const CUP = { x: 10, y: 5, width: 24, height: 24 }
const HANDLE = { x: 34, y: 12, width: 6, height: 6 }
const cup = boxMask(CUP)
const handle = boxMask(HANDLE)
const both = mapPlane(cup, (value, i) => Math.max(value, handle.data[i]!))

/** The wider box shows both; the handle is a thing of its own when it is pointed at. */
const sceneOf = (handleColour: [number, number, number]) => ({
  ...createScene({}),
  work: paintRaster(60, 40, (x, y) =>
    handle.data[y * 60 + x] ? handleColour : cup.data[y * 60 + x] ? [180, 40, 30] : [120, 120, 120],
  ),
  segment: async () => ({ mask: both, quality: 0.9 }),
  sketch: async () => ({ mask: handle, quality: 0.9, stability: 1 }),
})

test('what touches a thing and has its colour is a part of it', async () => {
  const whole = await adoptParts(signal, sceneOf([180, 40, 30]), cup, CUP)
  expect(coverageOf(whole)).toBe(coverageOf(both))
})

test('what has another colour is another thing', async () => {
  const whole = await adoptParts(signal, sceneOf([30, 60, 190]), cup, CUP)
  expect(coverageOf(whole)).toBe(coverageOf(cup))
})
