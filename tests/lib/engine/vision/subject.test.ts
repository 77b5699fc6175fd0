import { expect, test } from 'vitest'
import type { Plane } from '@/lib/engine/pixels/gaussian'
import { requireSubject } from '@/lib/engine/vision/find-subject'
import { emptyPlane, mapPlane } from '@/lib/engine/vision/plane'
import { findSubject } from '@/lib/engine/vision/subject'
import type { Point, Prompt, Scene } from '@/lib/engine/vision/vision'
import type { Box } from '@/lib/images/raster'
import { signal } from '../samples'
import { boxMask, createScene } from './scenes'

const SIZE = { width: 160, height: 160 }
const BODY = { x: 50, y: 30, width: 70, height: 70 }

function boxes(value: number, ...all: readonly Box[]): Plane {
  return mapPlane(emptyPlane(SIZE), (_, i) =>
    all.some((box) => holds(box, { x: i % SIZE.width, y: Math.floor(i / SIZE.width) })) ? value : 0,
  )
}

const holds = ({ x, y, width, height }: Box, at: Point): boolean =>
  at.x >= x && at.x < x + width && at.y >= y && at.y < y + height

const over = (below: Plane, above: Plane): Plane =>
  mapPlane(below, (value, i) => (above.data[i]! > 0 ? above.data[i]! : value))

const answering = (answer: (prompt: Prompt) => Plane): Pick<Scene, 'segment' | 'sketch'> => ({
  segment: async (_signal, prompt) => ({ mask: answer(prompt), quality: 0.95 }),
  sketch: async (_signal, point) => ({ mask: answer({ points: [point] }), quality: 0.95, stability: 0.95 }),
})

async function maskOf(scene: Pick<Scene, 'segment' | 'sketch'>, salient: Plane) {
  const subject = await findSubject(signal, scene, salient)
  const { mask } = await requireSubject(signal, { ...createScene({}), subject: async () => subject })
  return (x: number, y: number) => mask.data[y * SIZE.width + x]!
}

test('a stem that is too thin to stand out belongs to its flower', async () => {
  const stem = { x: 82, y: 100, width: 6, height: 60 }
  const isTall = ({ box }: Prompt) => box !== undefined && box.y + box.height >= SIZE.height
  const scene = answering((prompt) => (isTall(prompt) ? boxes(1, BODY, stem) : boxes(1, BODY)))
  const at = await maskOf(scene, boxes(1, BODY))
  expect([at(85, 140), at(85, 60), at(60, 140)]).toEqual([1, 1, 0])
  const { mask } = (await findSubject(signal, scene, boxes(1, BODY)))!
  expect([mask.data[140 * SIZE.width + 85], mask.data[60 * SIZE.width + 85]]).toEqual([0, 1])
})

test('the ground is no foot', async () => {
  const ground = { x: 40, y: 100, width: 90, height: 60 }
  const isTall = ({ box }: Prompt) => box !== undefined && box.y + box.height >= SIZE.height
  const scene = answering((prompt) => (isTall(prompt) ? boxes(1, BODY, ground) : boxes(1, BODY)))
  expect((await maskOf(scene, boxes(1, BODY)))(85, 140)).toBe(0)
})

test('what goes on behind the subject is not it, though both models took the nearest of it along', async () => {
  const near = { x: 38, y: 60, width: 12, height: 40 }
  const flag = { x: 0, y: 0, width: 50, height: 160 }
  const scene = answering(({ box, points = [] }) => {
    if (box) return boxes(1, BODY, near)
    return points.some((point) => holds(near, point)) ? boxes(1, flag) : boxes(1, BODY)
  })
  const at = await maskOf(scene, over(boxes(1, BODY), boxes(0.4, near)))
  expect([at(42, 80), at(85, 60)]).toEqual([0, 1])
})

test('a part that does not stand out stays when it is the same thing', async () => {
  const dull = { x: 60, y: 100, width: 50, height: 18 }
  const scene = answering(() => boxes(1, BODY, dull))
  expect((await maskOf(scene, boxes(1, BODY)))(85, 115)).toBe(1)
})

test('an eye that stands out less than its face is not half see-through', async () => {
  const eye = { x: 80, y: 60, width: 8, height: 8 }
  const scene = answering(() => over(boxes(1, BODY), boxes(0.7, eye)))
  expect((await maskOf(scene, over(boxes(1, BODY), boxes(0.6, eye))))(84, 64)).toBe(1)
})

const BIRD = { x: 4, y: 2, width: 5, height: 4 }
const RANGE = { x: 0, y: 16, width: 60, height: 20 }
const range = { mask: boxMask(RANGE), agreement: 0.94 }

test('mountains from side to side are no subject, however well they stand out, and it is said what to do', async () => {
  const scene = createScene({ subject: range, objects: [{ label: 'bird', score: 0.4, box: BIRD }] })
  await expect(requireSubject(signal, scene)).rejects.toMatchObject({
    code: 'TARGET_NOT_FOUND',
    message: expect.stringContaining('click on'),
  })
})

test('what fills the picture from side to side is its subject when it has a name', async () => {
  const scene = createScene({ subject: range, objects: [{ label: 'dog', score: 0.48, box: RANGE }] })
  expect((await requireSubject(signal, scene)).mask).toBe(range.mask)
})
