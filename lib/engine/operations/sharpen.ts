import { createEffect } from '@/lib/engine/effect'
import { adverbOf } from '@/lib/engine/grammar/degree'
import { blurPlane } from '@/lib/engine/pixels/gaussian'
import { lightnessPlane } from '@/lib/engine/pixels/lightness'
import { mapOklab } from '@/lib/engine/pixels/oklab-map'
import { eachStrip } from '@/lib/engine/pixels/strips'
import { describeTarget } from '@/lib/engine/target'

/** Radius of what counts as detail, for each 1000 pixels of the longer side. */
const SIGMA_PER_1000_PX = 1.1
/** Differences under this are noise, and edges may overshoot by this much at most (OKLab lightness). */
const NOISE = 0.006
const MAX_OVERSHOOT = 0.09
const GAIN = 1.1

/** Unsharp mask on lightness alone: no colour fringes, no noise in flat areas, no hard halos. */
export const sharpen = createEffect({
  op: 'sharpen',
  say: [
    'sharpen',
    'sharp',
    'more sharp',
    'crisp',
    'more/increase sharpness',
    'crisp details?',
    'sharpen details/edges',
    'less blur',
    'more/enhance detail/details',
    'bring out texture/detail/details',
    'more/add/increase/boost clarity/definition/texture/detail/sharpness',
    'clarity/definition up?',
    'clear/clearer details?',
    'unblur',
    'deblur',
    'remove/fix/reduce blur/softness',
    'too soft/blur',
    'not sharp/sharpen/clear enough',
    "is/it's/looks not sharp/clear",
    "is/it's/looks/seems/are soft/blur/unsharp",
    'crispy/crispier/pin sharp/sharpen?',
    'tack sharp',
  ],
  examples: ['sharpen it', 'sharpen slightly'],
  describe: (amount, target) =>
    `sharpen ${describeTarget(target)}${amount === 1 ? '' : ` ${adverbOf(amount).trim()}`}`,
  lean: { axis: 'sharpness', side: 'more' },
  shows: 'local',
  apply(signal, raster, amount) {
    const sigma = Math.max(0.7, (SIGMA_PER_1000_PX * Math.max(raster.width, raster.height)) / 1000)
    return eachStrip(signal, raster, sigma * 4, async (strip) => {
      const plane = lightnessPlane(strip)
      const soft = { ...plane, data: plane.data.slice() }
      await blurPlane(signal, soft, sigma)
      return mapOklab(signal, strip, (colour, index) => {
        const detail = plane.data[index]! - soft.data[index]!
        const size = Math.max(0, Math.abs(detail) - NOISE) * GAIN * amount
        const limited = MAX_OVERSHOOT * (1 - Math.exp(-size / MAX_OVERSHOOT))
        colour[0] = colour[0]! + Math.sign(detail) * limited
      })
    })
  },
})
