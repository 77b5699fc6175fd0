import { expect, it } from 'vitest'
import { paintChanges } from '@/lib/studio/stage/change-paint'

const mask = { width: 4, height: 1, data: Uint8Array.of(0, 9, 10, 200) }
const alphas = (threshold: number) =>
  Array.from(paintChanges(mask, threshold)).filter((_, at) => at % 4 === 3)

it('paints what reaches the threshold, and the more changed the stronger', () => {
  const [none, below, at, far] = alphas(0.02)
  expect([none, below]).toEqual([0, 0])
  expect(at).toBeGreaterThan(80)
  expect(far).toBeGreaterThan(at!)
})

it('never paints what did not change at all', () => {
  expect(alphas(0)[0]).toBe(0)
  expect(alphas(0)[1]).toBeGreaterThan(0)
})

it('is magenta', () => {
  const [red, green, blue] = paintChanges(mask, 0.02).slice(12)
  expect(red! > blue! && blue! > green!).toBe(true)
})
