import * as z from 'zod'
import { requireRoom } from '@/lib/engine/fit'
import { nameOfColour, samplesOfHex } from '@/lib/engine/grammar/colour'
import { describeLength, lengthSchema, toPixels } from '@/lib/engine/length'
import { defineOperation } from '@/lib/engine/operation'
import { fillRaster, pasteRaster } from '@/lib/engine/pixels/canvas'

const USUAL_SHARE = 0.04

/** A border of one colour around the picture, which stays whole: the result is larger. */
export const frame = defineOperation({
  schema: z.object({
    op: z.literal('frame'),
    width: lengthSchema(2000, 0.5),
    colour: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  wordings: [
    {
      say: [
        'polaroid? frame',
        'border',
        'frame/border around/round',
        'passepartout',
        'outline around',
        'space around/round',
        'padding/margin/margins around/round?',
      ],
      takes: ['length', 'magnitude', 'colour'],
      read: ({ length, magnitude = 1, colour = '#ffffff' }) => ({
        op: 'frame' as const,
        width: length ?? { unit: 'share' as const, value: USUAL_SHARE * magnitude },
        colour,
      }),
    },
  ],
  limits: 'a frame is at most 2000 px or 50 % of the shorter side wide',
  examples: ['add a white frame', 'add a thin black border', 'add a 20 px red frame'],
  describe: ({ width, colour }) => `add a ${nameOfColour(colour)} frame of ${describeLength(width)}`,
  shows: 'always',
  apply(_signal, raster, { width, colour }) {
    const px = Math.max(1, Math.round(toPixels(width, raster)))
    const size = { width: raster.width + 2 * px, height: raster.height + 2 * px }
    requireRoom(size)
    const canvas = fillRaster(size, [...samplesOfHex(colour), 255])
    return pasteRaster(canvas, raster, px, px)
  },
})
