import { expect, it } from 'vitest'
import { correlate, createSpectrum, transform } from '@/lib/fidelity/fourier'
import { createRandom } from '@/lib/images/pixels/random'

it('comes back from its own inverse', () => {
  const random = createRandom(1)
  const grid = createSpectrum(16)
  const before = grid.re.map(() => random())
  grid.re.set(before)
  transform(transform(grid, 1), -1)
  grid.re.forEach((value, i) => {
    expect(value / 256).toBeCloseTo(before[i]!, 10)
  })
})

it('finds by how much a picture was moved', () => {
  const random = createRandom(2)
  const [fixed, moved] = [createSpectrum(32), createSpectrum(32)]
  for (let y = 0; y < 32; y++)
    for (let x = 0; x < 32; x++) {
      const value = random() - 0.5
      moved.re[y * 32 + x] = value
      fixed.re[((y + 5) % 32) * 32 + ((x + 30) % 32)] = value
    }
  const { re } = correlate(transform(fixed, 1), transform(moved, 1))
  expect(re.indexOf(Math.max(...re))).toBe(5 * 32 + 30)
})
