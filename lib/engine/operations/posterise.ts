import * as z from 'zod'
import { defineOperation } from '@/lib/engine/operation'
import { blend } from '@/lib/engine/pixels/blend'
import { mapOklabColours } from '@/lib/engine/pixels/colour-map'
import { blurRaster } from '@/lib/engine/pixels/raster-blur'
import { describeTarget, targetSchema, WHOLE_IMAGE } from '@/lib/engine/target'

const USUAL_LEVELS = 5
/** Colours are stepped much finer than lightness: pale skies keep their blue. */
const CHROMA_STEP = 0.025
const VIVIDNESS = 1.2
/** Short of pure black and white, so that even these areas keep a colour. */
const DARKEST = 0.1
const BRIGHTEST = 0.95
/** A little blur first, so that noise does not fray the edges of the areas. */
const SMOOTHING_SHARE = 0.0013

/** Flat steps of lightness and of chroma; hues stay as they are, so colours do not turn. */
export const posterise = defineOperation({
  schema: z.object({
    op: z.literal('posterise'),
    target: targetSchema,
    levels: z.int().min(2).max(16),
  }),
  wordings: [
    {
      say: [
        'posterise levels/colours/steps?',
        'poster levels/colours?',
        'posterise tones',
        'reduce colours levels?',
        'flat colours',
      ],
      takes: ['count'],
      read: ({ count }) => ({
        op: 'posterise' as const,
        target: WHOLE_IMAGE,
        levels: count ?? USUAL_LEVELS,
      }),
    },
  ],
  limits: 'posterising takes 2 to 16 levels',
  examples: ['posterise it', 'posterise to 4 levels'],
  describe: ({ levels, target }) => `posterise ${describeTarget(target)} to ${levels} levels`,
  shows: 'overall',
  async apply(signal, raster, { levels }, { strength }) {
    const steps = levels - 1
    const smooth = await blurRaster(signal, raster, SMOOTHING_SHARE * Math.max(raster.width, raster.height))
    const flat = await mapOklabColours(signal, smooth, (colour) => {
      const chroma = Math.hypot(colour[1]!, colour[2]!)
      const factor = chroma > 1e-4 ? (VIVIDNESS * Math.round(chroma / CHROMA_STEP) * CHROMA_STEP) / chroma : 0
      const step = Math.min(steps, Math.floor(Math.min(1, colour[0]!) * levels))
      colour[0] = DARKEST + ((BRIGHTEST - DARKEST) * step) / steps
      colour[1] = colour[1]! * factor
      colour[2] = colour[2]! * factor
    })
    return blend(signal, raster, flat, Math.min(1, strength))
  },
})
