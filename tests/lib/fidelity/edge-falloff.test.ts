import { expect, it } from 'vitest'
import { changeKindOf } from '@/lib/fidelity/change-kind'
import { compare } from '@/lib/fidelity/report'
import type { Raster } from '@/lib/images/raster'
import { loadPhoto } from './samples'

/** Less light towards the corners, as a lens lets through; `left` = what of the sample stays there. */
function withVignette({ width, height, channels, data }: Raster, left: number): Raster {
  const out = data.map((value, at) => {
    const pixel = Math.floor(at / channels)
    const [across, down] = [(pixel % width) / width - 0.5, Math.floor(pixel / width) / height - 0.5]
    const place = Math.max(0, (Math.hypot(across, down) / Math.SQRT1_2 - 0.3) / 0.7)
    return Math.round(value * (1 - (1 - left) * place * place))
  })
  return { width, height, channels, data: out }
}

/** Darker and with less colour, all over. */
const graded = (raster: Raster): Raster => ({
  ...raster,
  data: raster.data.map((value, at) => {
    const [red = 0, green = 0, blue = 0] = raster.data.subarray(at - (at % 3), at - (at % 3) + 3)
    const grey = 0.3 * red + 0.59 * green + 0.11 * blue
    return Math.round(0.8 * (0.7 * value + 0.3 * grey))
  }),
})

it.each(['coffee', 'mountain-autumn', 'pagoda', 'dogs-window'])(
  'tells a tone with a vignette as a tone with darker edges: %s',
  async (name) => {
    const photo = await loadPhoto(name)
    const { report } = compare(photo, withVignette(graded(photo), 0.6))
    expect(report.drift.edges).toBeLessThan(-0.1)
    expect(report.drift.lightness).toBeLessThan(-0.02)
    expect(report.keptShare).toBeGreaterThan(0.9)
    expect(['tone', 'regions_and_tone']).toContain(changeKindOf(report))
  },
)

it('finds no darker edges in a tone alone, nor where only the edges changed', async () => {
  const photo = await loadPhoto('coffee')
  expect(compare(photo, graded(photo)).report.drift.edges).toBe(0)
  expect(compare(photo, withVignette(photo, 0.6)).report.drift.edges).toBe(0)
})

it('finds an edit under a tone with a vignette', async () => {
  const photo = await loadPhoto('mountain-autumn')
  const result = withVignette(graded(photo), 0.6)
  const [left, top, side] = [200, 150, 60]
  for (let y = top; y < top + side; y++)
    result.data.fill(230, (y * result.width + left) * 3, (y * result.width + left + side) * 3)
  const { report } = compare(photo, result)
  const [region] = report.regions
  expect(region!.x).toBeGreaterThan(left - 12)
  expect(region!.width).toBeLessThan(side + 24)
  expect(report.keptShare).toBeGreaterThan(0.85)
})
