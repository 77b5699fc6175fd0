import { expect, it } from 'vitest'
import { keptHash } from '@/lib/fidelity/kept-hash.server'
import type { Pixels } from '@/lib/fidelity/plane'

const mask = { width: 3, height: 1, data: Uint8Array.from([0, 255, 0]) }
const picture = (...data: number[]): Pixels => ({
  width: 3,
  height: 1,
  channels: 1,
  data: Uint8Array.from(data),
})

it('does not see what lies inside the mask, nor its feather', () => {
  expect(keptHash(picture(1, 2, 3), mask)).toBe(keptHash(picture(1, 99, 3), mask))
  const soft = { ...mask, data: Uint8Array.from([0, 1, 0]) }
  expect(keptHash(picture(1, 2, 3), soft)).toBe(keptHash(picture(1, 99, 3), mask))
})

it('sees one sample outside of it', () => {
  expect(keptHash(picture(1, 2, 3), mask)).not.toBe(keptHash(picture(1, 2, 4), mask))
})

it('tells another mask, another depth and another shape apart', () => {
  const hash = keptHash(picture(1, 2, 3), mask)
  expect(keptHash(picture(1, 2, 3), { ...mask, data: Uint8Array.from([0, 0, 0]) })).not.toBe(hash)
  expect(keptHash({ ...picture(), data: Uint16Array.from([1, 2, 3]) } as Pixels, mask)).not.toBe(hash)
  expect(keptHash({ ...picture(1, 2, 3), width: 1, height: 3 }, { ...mask, width: 1, height: 3 })).not.toBe(
    hash,
  )
})
