import { expect, test } from 'vitest'
import { findClickSteps, maskOfStep } from '@/lib/engine/vision/click-steps'
import { boundsOf } from '@/lib/engine/vision/plane'
import type { Box } from '@/lib/images/raster'
import { signal } from '../samples'
import { createScene } from './scenes'

const handle: Box = { x: 20, y: 20, width: 4, height: 4 }
const cup: Box = { x: 20, y: 10, width: 20, height: 15 }
const tray: Box = { x: 10, y: 5, width: 45, height: 30 }
const asCup = { label: 'cup', score: 0.6, box: cup } as const

const at = (box: Box, share = 0.5) => ({ x: box.x + box.width * share, y: box.y + box.height * share })
const boxesOf = async (scene: ReturnType<typeof createScene>, point: { x: number; y: number }) => {
  const { steps, usual } = await findClickSteps(signal, scene, point)
  return { boxes: steps.map(({ mask }) => boundsOf(mask)), usual }
}

test('a click means the named thing rather than all that hangs together with it', async () => {
  const scene = createScene({ things: [tray], objects: [asCup] })
  expect(await boxesOf(scene, at(cup))).toEqual({ boxes: [cup, tray], usual: 0 })
})

test('a click on a part means the part, and goes on to the thing and to all of it', async () => {
  const scene = createScene({ things: [handle, tray], objects: [asCup] })
  expect(await boxesOf(scene, at(handle))).toEqual({ boxes: [handle, cup, tray], usual: 0 })
})

test.each([
  ['drawn nearly as well', 0.985, 0],
  ['drawn much worse', 0.95, 1],
])(
  'of two wholes that nobody names the smaller one is meant, unless it is a part: %s',
  async (_, quality, usual) => {
    const plain = createScene({ things: [cup, tray] })
    const scene: typeof plain = {
      ...plain,
      async levels(own, point) {
        const [fig, bowl] = await plain.levels(own, point)
        return [
          { ...fig!, quality, stability: 0.92 },
          { ...bowl!, quality: 0.98, stability: 0.99 },
        ]
      },
    }
    expect(await boxesOf(scene, at(cup))).toEqual({ boxes: [cup, tray], usual })
  },
)

test('a click beside a thing means what it stands on, without it', async () => {
  const scene = createScene({ things: [tray], objects: [asCup] })
  const { steps, usual } = await findClickSteps(signal, scene, at(tray, 0.95))
  expect(steps.map(({ mask }) => boundsOf(mask))).toEqual([tray, tray])
  const [middle, corner] = [at(cup), at(tray, 0.95)].map(
    ({ x, y }) => steps[usual]!.mask.data[Math.floor(y) * 60 + Math.floor(x)],
  )
  expect([middle, corner]).toEqual([0, 1])
})

test('what the detector is not sure of changes nothing', async () => {
  const scene = createScene({ things: [tray], objects: [{ ...asCup, score: 0.2 }] })
  expect(await boxesOf(scene, at(cup))).toEqual({ boxes: [tray], usual: 0 })
})

test.each([
  { x: 60, y: 20 },
  { x: 50, y: 40 },
])('a click on the very edge is one on its last pixel: %o', async (point) => {
  const wall: Box = { x: 40, y: 0, width: 20, height: 40 }
  const scene = createScene({ objects: [{ label: 'tv', score: 0.6, box: wall }] })
  expect(await boxesOf(scene, point)).toEqual({ boxes: [wall], usual: 0 })
})

test('a click on nothing has no meaning', async () => {
  expect(await boxesOf(createScene({}), { x: 3, y: 3 })).toEqual({ boxes: [], usual: 0 })
})

test('a step is looked at once more, unless the segmenter then takes another thing for it', async () => {
  const scene = createScene({ things: [handle, tray] })
  const { steps } = await findClickSteps(signal, scene, at(handle))
  expect(boundsOf(await maskOfStep(signal, scene, steps[0]!, at(handle)))).toEqual(handle)
  const astray = { segment: async () => ({ mask: steps[1]!.mask, quality: 0.9 }) }
  expect(await maskOfStep(signal, astray, steps[0]!, at(handle))).toBe(steps[0]!.mask)
})
