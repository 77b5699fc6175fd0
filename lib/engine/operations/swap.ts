import * as z from 'zod'
import { HUES, type Hue } from '@/lib/engine/colours'
import { defineOperation } from '@/lib/engine/operation'
import { composeThrough } from '@/lib/engine/pixels/compose'
import { boundsOfMask } from '@/lib/engine/pixels/mask'
import { measurePaint, type Paint } from '@/lib/engine/pixels/paint'
import { recolour } from '@/lib/engine/pixels/recolour'
import { softlyGrown } from '@/lib/engine/pixels/soft-rim'
import { describeTarget, targetSchema, WHOLE_IMAGE } from '@/lib/engine/target'
import { findColour } from '@/lib/engine/vision/find-colour'
import { notFound } from '@/lib/engine/vision/not-found'
import { sparePeople, unlessMost } from '@/lib/engine/vision/spare-people'
import type { Mask, RgbaRaster } from '@/lib/images/raster'

const TONES: readonly Hue[] = ['black', 'white', 'grey']

/** The colour of a paint in OKLab. */
function colourOf({ lightness, chroma, hue }: Paint): [number, number, number] {
  const angle = ((hue?.middle ?? 0) * Math.PI) / 180
  return [lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)]
}

/** What is more the one than the other; what is as much both is neither's. */
const moreThan = (mask: Mask, rival: Mask): Mask => ({
  ...mask,
  data: mask.data.map((value, i) => (value > rival.data[i]! ? value : 0)),
})

/** Two colours in each other's place; which is which is decided on the picture as it was. */
export const swap = defineOperation({
  schema: z.object({
    op: z.literal('swap'),
    target: targetSchema,
    hue: z.enum(HUES),
    other: z.enum(HUES),
  }),
  wordings: [
    {
      say: [
        'swap/switch/exchange/interchange/trade colours? and? around/round/places?',
        'and swap/switch places?',
        'swap/switch/exchange/change/turn/replace and? vice versa',
      ],
      needs: ['hue', 'secondHue'],
      read({ hue = 'red', secondHue: other = 'red' }) {
        if (hue === other) return { unfit: 'name two colours that differ' }
        if (TONES.includes(hue) && TONES.includes(other))
          return { isFirm: true, unfit: 'tones are not swapped; say “invert the colours”' }
        return { op: 'swap' as const, target: WHOLE_IMAGE, hue, other }
      },
    },
  ],
  limits: 'two colours are swapped',
  examples: ['swap red and blue'],
  describe: ({ hue, other, target }) =>
    `swap ${hue} and ${other}${target.kind === 'image' ? '' : ` in ${describeTarget(target)}`}`,
  shows: 'local',
  async apply(signal, raster, { hue, other }, { tools, strength }) {
    const scene = await tools.lookAt(raster)
    const [one, two] = [findColour(raster, hue), findColour(raster, other)]
    const paintOf = async (own: Mask, rival: Mask) => {
      const alone = moreThan(own, rival)
      if (!boundsOfMask(alone)) throw notFound(`I cannot tell ${hue} from ${other} in this picture`)
      const mask = unlessMost(alone, await sparePeople(signal, scene, raster, alone))
      return { mask, paint: measurePaint(raster, mask) }
    }
    const [first, second] = [await paintOf(one, two), await paintOf(two, one)]
    const laid = async (below: RgbaRaster, { mask, paint }: typeof first, by: Paint) => {
      const within = paint.hue ? softlyGrown(raster, mask, paint) : mask
      const painted = await recolour(signal, raster, paint, colourOf(by), {
        mostChroma: Number.POSITIVE_INFINITY,
        isEven: false,
        isMainOnly: true,
        within,
        amount: Math.min(1, Math.max(0.6, strength)),
      })
      return composeThrough(signal, below, painted, within)
    }
    return laid(await laid(raster, first, second.paint), second, first.paint)
  },
})
