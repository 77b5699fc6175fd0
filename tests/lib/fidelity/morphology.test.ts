import { expect, it } from 'vitest'
import { CHAMFER_UNIT, distancesTo } from '@/lib/fidelity/chamfer'
import { close, dilate, erode } from '@/lib/fidelity/morphology'
import { createRandom } from '@/lib/images/pixels/random'

const size = { width: 23, height: 17 }

function slow(mask: Uint8Array, reach: number, sought: number): number[] {
  return [...mask].map((_, i) => {
    const [x, y] = [i % size.width, Math.floor(i / size.width)]
    for (let v = Math.max(0, y - reach); v <= Math.min(size.height - 1, y + reach); v++)
      for (let u = Math.max(0, x - reach); u <= Math.min(size.width - 1, x + reach); u++)
        if (mask[v * size.width + u] === sought) return sought
    return 255 - sought
  })
}

it('grows and shrinks by a square, as the plain definition does', () => {
  const random = createRandom(9)
  for (const reach of [1, 2, 5, 40]) {
    const mask = new Uint8Array(size.width * size.height).map(() => (random() < 0.1 ? 255 : 0))
    const full = mask.map((value) => 255 - value)
    expect([...dilate(mask.slice(), size, reach)]).toEqual(slow(mask, reach, 255))
    expect([...erode(full.slice(), size, reach)]).toEqual(slow(full, reach, 0))
  }
})

it('closes a gap and leaves the outline', () => {
  const mask = new Uint8Array(size.width * size.height).fill(0)
  for (let y = 4; y < 12; y++) for (let x = 4; x < 16; x++) if (x !== 9) mask[y * size.width + x] = 255
  close(mask, size, 1)
  expect(mask.filter((value) => value).length).toBe(8 * 12)
})

it('measures distances to within 8 %', () => {
  const distances = distancesTo(size, (i) => i === 5 * size.width + 5)
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++) {
      const truth = Math.hypot(x - 5, y - 5)
      expect(Math.abs(distances[y * size.width + x]! / CHAMFER_UNIT - truth)).toBeLessThanOrEqual(
        0.08 * truth + 1e-9,
      )
    }
})
