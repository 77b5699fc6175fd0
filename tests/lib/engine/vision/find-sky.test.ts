import { expect, test } from 'vitest'
import { EngineRefusal } from '@/lib/engine/refusal'
import { findSky } from '@/lib/engine/vision/find-sky'
import { emptyPlane } from '@/lib/engine/vision/plane'
import type { Scene } from '@/lib/engine/vision/vision'
import { paintRaster, signal } from '../samples'
import { createScene } from './scenes'

const SIZE = { width: 200, height: 120 }
const HORIZON = 60

/** A pale sky, haze that hides the far shore on the left, and below it a lake of nearly the same colour. */
const hazyLake = (segment: Scene['segment']): Scene => ({
  ...createScene({}),
  size: SIZE,
  work: paintRaster(SIZE.width, SIZE.height, (x, y) => {
    const isShore = y >= HORIZON && y < HORIZON + 8 && x > 90
    if (isShore) return (x + y) % 2 === 0 ? [60, 70, 60] : [120, 120, 110]
    return y < HORIZON ? [205, 215, 228] : [185, 200, 212]
  }),
  segment,
})

const upperPart: Scene['segment'] = async (_signal, { points = [] }) => {
  const mask = emptyPlane(SIZE)
  if (points.every(({ y }) => y < HORIZON)) mask.data.fill(1, 0, SIZE.width * HORIZON)
  return { mask, quality: 0.9 }
}

const at = (data: Float32Array, x: number, y: number) => data[y * SIZE.width + x]

test('a lake that runs into the sky in the haze is not sky', async () => {
  const { mask } = await findSky(signal, hazyLake(upperPart))
  expect([at(mask.data, 100, 20), at(mask.data, 30, 50)]).toEqual([1, 1])
  expect([at(mask.data, 100, 100), at(mask.data, 30, 90)]).toEqual([0, 0])
})

test('where the model is missing or unsure, colour and texture decide alone', async () => {
  const missing = new EngineRefusal({ code: 'UNSUPPORTED_INSTRUCTION', message: 'No models here.' })
  const unsure: Scene['segment'] = async () => ({ mask: emptyPlane(SIZE), quality: 0.2 })
  for (const segment of [() => Promise.reject(missing), unsure]) {
    const { mask } = await findSky(signal, hazyLake(segment))
    expect([at(mask.data, 100, 20), at(mask.data, 30, 90)]).toEqual([1, 1])
  }
})

test('sky is seen through the beams of a tower, but not in a wall of another colour', async () => {
  const isTower = (x: number) => x >= 80 && x < 110
  const scene: Scene = {
    ...hazyLake(async () => {
      const mask = emptyPlane(SIZE)
      for (let i = 0; i < SIZE.width * HORIZON; i++) if (!isTower(i % SIZE.width)) mask.data[i] = 1
      return { mask, quality: 0.9 }
    }),
    work: paintRaster(SIZE.width, SIZE.height, (x, y) => {
      if (y >= HORIZON) return [60, 70, 60]
      if (!isTower(x) || (x >= 90 && x < 100 && y < 40)) return [110, 150, 215]
      return y < 40 ? [40, 35, 30] : [150, 150, 160]
    }),
  }
  const { mask } = await findSky(signal, scene)
  expect([at(mask.data, 95, 20), at(mask.data, 84, 20), at(mask.data, 95, 50)]).toEqual([1, 0, 0])
})
