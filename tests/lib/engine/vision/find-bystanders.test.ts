import { expect, test } from 'vitest'
import { findBystanders } from '@/lib/engine/vision/find-bystanders'
import { toMask } from '@/lib/engine/vision/plane'
import { signal } from '../samples'
import { boxMask, createScene } from './scenes'

const GLASS = { x: 10, y: 10, width: 10, height: 20 }
const BOTTLE = { x: 20, y: 6, width: 8, height: 26 }
const GLASS_SEEN = { label: 'wine glass', score: 0.5, box: GLASS } as const

const at = (data: Uint8Array | undefined, x: number, y: number) => data?.[y * 60 + x]

test('what is detected beside a thing is not to be damaged, the thing itself is', async () => {
  const scene = createScene({
    things: [GLASS, BOTTLE],
    objects: [GLASS_SEEN, { label: 'bottle', score: 0.5, box: BOTTLE }],
  })
  const found = await findBystanders(signal, scene, toMask(boxMask(GLASS)))
  expect([at(found?.data, 24, 20), at(found?.data, 14, 20), at(found?.data, 50, 20)]).toEqual([255, 0, 0])
})

test('what a thing stands on is no bystander', async () => {
  const scene = createScene({
    things: [GLASS, BOTTLE],
    objects: [GLASS_SEEN, { label: 'dining table', score: 0.5, box: BOTTLE }],
  })
  expect(await findBystanders(signal, scene, toMask(boxMask(GLASS)))).toBeUndefined()
})

test('the rest of the subject stands beside a part of it, unless the part lies in it', async () => {
  const far = { x: 40, y: 10, width: 12, height: 20 }
  const both = boxMask(GLASS)
  both.data.set(
    both.data.map((value, i) => Math.max(value, boxMask(far).data[i]!)),
    0,
  )
  const two = createScene({ things: [GLASS, far], subject: { mask: both, agreement: 0.9 } })
  expect(at((await findBystanders(signal, two, toMask(boxMask(GLASS))))?.data, 45, 20)).toBe(255)
  const bowl = { x: 4, y: 4, width: 40, height: 32 }
  const inBowl = createScene({ things: [bowl], subject: { mask: boxMask(bowl), agreement: 0.9 } })
  expect(await findBystanders(signal, inBowl, toMask(boxMask(GLASS)))).toBeUndefined()
})
