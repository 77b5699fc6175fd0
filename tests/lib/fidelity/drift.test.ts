import { beforeAll, expect, it } from 'vitest'
import { sampleChanges } from '@/lib/fidelity/change-samples'
import { fitDrift, NO_DRIFT } from '@/lib/fidelity/drift'
import { measureNoise } from '@/lib/fidelity/noise-floor'
import { placeOnOriginal } from '@/lib/fidelity/placement'
import { plainResize } from '@/lib/fidelity/transform'
import type { Raster } from '@/lib/images/raster'
import { loadPhoto, throughJpeg, withBox } from './samples'

let photo: Raster
beforeAll(async () => {
  photo = await loadPhoto('coffee')
})

const samplesOf = (result: Raster) =>
  sampleChanges(placeOnOriginal(photo, result, plainResize(photo, result)))
const warmer = (raster: Raster): Raster => ({
  ...raster,
  data: raster.data.map((value, i) => Math.min(255, value * [1.05, 1, 0.95][i % 3]!)),
})

it('finds none between a picture and itself', () => {
  const { mean } = fitDrift(samplesOf(photo))
  expect([mean.lightness, mean.a, mean.b]).toEqual([0, 0, 0])
})

it('finds the drift of the rest although half of the picture was edited', () => {
  const alone = fitDrift(samplesOf(warmer(photo))).mean
  expect(alone.b).toBeGreaterThan(0.005)
  const edited = withBox(warmer(photo), { x: 0, y: 0, width: 256, height: 341 }, [20, 90, 220])
  const found = fitDrift(samplesOf(edited)).mean
  expect(Math.abs(found.b - alone.b)).toBeLessThan(0.004)
  expect(Math.abs(found.lightness - alone.lightness)).toBeLessThan(0.008)
})

it('calls black and white an edit, not a drift', () => {
  const grey = { ...photo, data: photo.data.map((_, i) => photo.data[i - (i % 3) + 1]!) }
  expect(Math.hypot(...Object.values(fitDrift(samplesOf(grey)).mean))).toBeLessThan(0.03)
  const inverted = { ...photo, data: photo.data.map((value) => 255 - value) }
  expect(fitDrift(samplesOf(inverted))).toEqual(NO_DRIFT)
})

it('raises the floor for a noisier result, within bounds', async () => {
  const floorOf = (result: Raster) => {
    const samples = samplesOf(result)
    return measureNoise(samples, fitDrift(samples))
  }
  const [clean, coarse] = [floorOf(photo), floorOf(await throughJpeg(photo, 20))]
  expect(clean).toEqual({ base: 0.009, meanRise: 0.1, roughRise: 0.2 })
  expect(coarse.base).toBeGreaterThan(clean.base)
  expect(coarse.base).toBeLessThanOrEqual(0.035)
})
