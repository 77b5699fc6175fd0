import { createEffect } from '@/lib/engine/effect'
import { blend } from '@/lib/engine/pixels/blend'
import { blurPlane } from '@/lib/engine/pixels/gaussian'
import { brush, reachOfBrush } from '@/lib/engine/pixels/kuwahara'
import { lightnessPlane } from '@/lib/engine/pixels/lightness'
import { mapOklab } from '@/lib/engine/pixels/oklab-map'
import { eachStrip } from '@/lib/engine/pixels/strips'
import { describeTarget } from '@/lib/engine/target'

/** Width of a brush for each 1000 pixels of the longer side. */
const BRUSH_PER_1000_PX = 11
/** How far paint stands out of the canvas in the light from the upper left, in OKLab lightness. */
const RELIEF = 0.75
const MOST_RELIEF = 0.05
const VIVIDNESS = 1.16

/** Paint laid on with a brush along the edges of things, thick enough to catch the light. */
export const oil = createEffect({
  op: 'oil',
  say: [
    'oil painting/paint/paints?',
    'oil painted',
    'oil canvas',
    'painterly',
    'paint oil/oils',
    'painting/painted oil?',
    'impasto',
    'acrylic painting/paint?',
  ],
  examples: ['turn it into an oil painting'],
  describe: (_, target) => `paint ${describeTarget(target)} in oil`,
  shows: 'local',
  async apply(signal, raster, amount) {
    const radius = Math.max(3, (BRUSH_PER_1000_PX * Math.max(raster.width, raster.height)) / 1000)
    const lit = await eachStrip(signal, raster, reachOfBrush(radius), async (strip) => {
      const painted = await brush(signal, strip, radius)
      const paint = lightnessPlane(painted)
      await blurPlane(signal, paint, 0.8)
      const { width, data } = paint
      return mapOklab(signal, painted, (colour, index) => {
        const before = index >= width + 1 ? data[index - width - 1]! : data[index]!
        const slope = (data[index]! - before) * RELIEF
        colour[0] = colour[0]! + Math.min(MOST_RELIEF, Math.max(-MOST_RELIEF, slope))
        colour[1] = colour[1]! * VIVIDNESS
        colour[2] = colour[2]! * VIVIDNESS
      })
    })
    return blend(signal, raster, lit, Math.min(1, amount))
  },
})
