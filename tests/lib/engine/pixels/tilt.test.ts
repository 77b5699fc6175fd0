import { expect, test } from 'vitest'
import { straightenRaster } from '@/lib/engine/pixels/straighten'
import { measureTilt } from '@/lib/engine/pixels/tilt'
import { decodePng, paintRaster, readSmallSample, signal } from '../samples'

const house = async () => decodePng(await readSmallSample('dogs-window', 400))

test.each([-4, -2, 3])('a house that was turned by %s degrees leans by so much', async (degrees) => {
  const tilt = measureTilt(await straightenRaster(signal, await house(), degrees))
  expect(Math.abs(tilt! - degrees)).toBeLessThan(0.8)
})

test('a house that stands straight does not lean', async () => {
  expect(Math.abs(measureTilt(await house())!)).toBeLessThan(0.5)
})

test('what has no lines does not tell', async () => {
  expect(measureTilt(await decodePng(await readSmallSample('forest-stream', 400)))).toBeUndefined()
  expect(measureTilt(paintRaster(90, 60, () => [120, 120, 120]))).toBeUndefined()
})

/** Waves under a clear sky; the horizon leans clockwise. */
function sea(degrees: number) {
  const slope = Math.tan((degrees * Math.PI) / 180)
  return paintRaster(400, 260, (x, y) => {
    const below = y - 120 - (x - 200) * slope
    const wave = (Math.sin(x * 0.9 + y * 2.3) + Math.sin(x * 1.7 - y * 1.1)) * 6
    return below < 0 ? [170, 195, 225] : [40 + wave, 80 + wave, 110 + wave]
  })
}

test.each([-3, 0, 2.5])('a horizon of %s degrees is seen where nothing stands upright', (degrees) => {
  expect(Math.abs(measureTilt(sea(degrees))! - degrees)).toBeLessThan(0.5)
})

test.each(['pagoda', 'rocket-night'])(
  'eaves in perspective and tapered masts are no horizon: %s',
  async (name) => {
    const photo = await decodePng(await readSmallSample(name, 800))
    for (const degrees of [0, 2, -3])
      expect(
        measureTilt(degrees === 0 ? photo : await straightenRaster(signal, photo, degrees)),
      ).toBeUndefined()
  },
)
