import { expect, it } from 'vitest'
import { describeReport } from '@/lib/fidelity/description'
import { compare } from '@/lib/fidelity/report'
import type { Raster } from '@/lib/images/raster'
import { loadPhoto, seenIn } from './samples'

/** As evening light does: more red, less blue, some of the colour taken out and some light added. */
const warmGrade = (raster: Raster, colourTaken: number): Raster => ({
  ...raster,
  data: raster.data.map((value, at) => {
    const green = raster.data[at - (at % 3) + 1]!
    const mild = (1 - colourTaken) * value + colourTaken * green
    return Math.max(0, Math.min(255, Math.round(8 + mild * [1.03, 0.97, 0.8][at % 3]!)))
  }),
})

const growth = (before: number, after: number) => after / before - 1

it('leaves the saturation out where a tint brings more colour than was taken', async () => {
  const photo = await loadPhoto('fig-red-bowl')
  const result = warmGrade(photo, 0.15)
  const { report } = compare(photo, result)
  expect(growth(seenIn(photo).chroma, seenIn(result).chroma)).toBeGreaterThan(0.1)
  expect(report.drift.saturation).toBe(0)
  expect(describeReport(report, photo).sentences).toEqual([
    'The whole picture changed in colour (clearly warmer); nothing else was touched.',
  ])
})

it('tells the contrast as it is measured in the pictures', async () => {
  const photo = await loadPhoto('mountain-autumn')
  const result = warmGrade(photo, 0)
  const { contrast } = compare(photo, result).report.drift
  expect(contrast).toBeLessThan(-0.03)
  expect(contrast).toBeCloseTo(growth(seenIn(photo).spread, seenIn(result).spread), 2)
})
