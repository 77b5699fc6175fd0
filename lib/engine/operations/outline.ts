import * as z from 'zod'
import { nameOfColour, samplesOfHex } from '@/lib/engine/grammar/colour'
import { describeLength, lengthSchema, toPixels } from '@/lib/engine/length'
import { defineOperation } from '@/lib/engine/operation'
import { paintPixel } from '@/lib/engine/pixels/canvas'
import { blurPlane, type Plane } from '@/lib/engine/pixels/gaussian'
import { growMask } from '@/lib/engine/pixels/mask'
import { describeTarget, type Target, targetSchema } from '@/lib/engine/target'

const SUBJECT: Target = { kind: 'subject' }
const USUAL_SHARE = 0.012

/** A band of one colour around a thing, as around a sticker. */
export const outline = defineOperation({
  schema: z.object({
    op: z.literal('outline'),
    target: targetSchema,
    width: lengthSchema(200, 0.1),
    colour: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  wordings: [
    {
      say: [
        'sticker outline/effect?',
        'outline/contour/stroke around/round?',
        'border around/round',
        'sticker',
        'sticker border/style/look?',
      ],
      takes: ['target', 'length', 'magnitude', 'colour'],
      read({ target = SUBJECT, colour = '#ffffff', length, magnitude = 1 }) {
        const width = length ?? { unit: 'share' as const, value: USUAL_SHARE * magnitude }
        return ['background', 'sky', 'region', 'except', 'image'].includes(target.kind)
          ? { unfit: 'an outline needs a thing to go around' }
          : { op: 'outline' as const, target, colour, width }
      },
    },
  ],
  limits: 'an outline is at most 200 px or 10 % of the shorter side wide',
  examples: ['add a white outline around the subject'],
  describe: ({ target, colour, width }) =>
    `draw a ${nameOfColour(colour)} outline of ${describeLength(width)} around ${describeTarget(target)}`,
  shows: 'local',
  isComposed: true,
  async apply(signal, raster, { colour, width: length }, { mask }) {
    if (!mask) return raster
    const { width, height } = raster
    const px = Math.max(2, toPixels(length, raster))
    const solid = growMask(mask, 1)
    // A blurred disc cut at one level has a round, even rim.
    const band: Plane = { width, height, data: Float32Array.from(solid.data, (value) => value / 255) }
    await blurPlane(signal, band, px * 0.75)
    const paint = samplesOfHex(colour)
    const data = raster.data.slice()
    for (let i = 0; i < mask.data.length; i++) {
      const reach = Math.min(1, Math.max(0, (band.data[i]! - 0.1) * px * 0.5))
      const share = reach * (1 - mask.data[i]! / 255)
      if (share > 0) paintPixel(data, i * 4, paint, share)
    }
    return { ...raster, data }
  },
})
