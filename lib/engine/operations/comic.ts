import { createEffect } from '@/lib/engine/effect'
import { adverbOf } from '@/lib/engine/grammar/degree'
import { blend } from '@/lib/engine/pixels/blend'
import { blurPlane } from '@/lib/engine/pixels/gaussian'
import { lightnessPlane } from '@/lib/engine/pixels/lightness'
import { mapOklab } from '@/lib/engine/pixels/oklab-map'
import { blurRaster } from '@/lib/engine/pixels/raster-blur'
import { describeTarget } from '@/lib/engine/target'

/** Line width and smoothing for each 1000 pixels of the longer side. */
const LINE_PER_1000_PX = 1.3
/** Soft steps of lightness, as in Winnemöller, "Real-time video abstraction", 2006; lines as in his XDoG, 2012. */
const LEVELS = 7
const SHARPNESS = 9
const LINE_WEIGHT = 0.955
const LINE_THRESHOLD = 0.0015
const LINE_SLOPE = 70

const softStep = (lightness: number): number => {
  const nearest = Math.round(lightness * LEVELS) / LEVELS
  return nearest + Math.tanh(SHARPNESS * (lightness - nearest) * 2) / (2 * LEVELS)
}

/** Flat, strong colours and ink lines where the picture has edges. */
export const comic = createEffect({
  op: 'comic',
  say: ['comic book?', 'cartoon', 'comics', 'pop art', 'comic strip'],
  examples: ['make it look like a comic'],
  describe: (amount, target) => `draw ${describeTarget(target)} ${adverbOf(amount)}as a comic`,
  shows: 'local',
  async apply(signal, raster, amount) {
    const sigma = Math.max(0.8, (LINE_PER_1000_PX * Math.max(raster.width, raster.height)) / 1000)
    const smooth = await blurRaster(signal, raster, sigma)
    const narrow = lightnessPlane(raster)
    const wide = { ...narrow, data: narrow.data.slice() }
    await blurPlane(signal, narrow, sigma)
    await blurPlane(signal, wide, sigma * 1.6)
    const drawn = await mapOklab(signal, smooth, (colour, index) => {
      const edge = narrow.data[index]! - LINE_WEIGHT * wide.data[index]! - LINE_THRESHOLD
      const ink = edge >= 0 ? 1 : 1 + Math.tanh(LINE_SLOPE * edge)
      colour[0] = softStep(colour[0]!) * Math.max(0, ink)
      colour[1] = colour[1]! * 1.35 * ink
      colour[2] = colour[2]! * 1.35 * ink
    })
    return blend(signal, raster, drawn, Math.min(1, amount))
  },
})
