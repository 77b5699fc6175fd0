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
