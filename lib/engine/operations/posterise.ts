import { z } from 'zod'
import { defineOperation } from '@/lib/engine/operation'
import { blend } from '@/lib/engine/pixels/blend'
import { mapOklab } from '@/lib/engine/pixels/oklab-map'
import { describeTarget, targetSchema, WHOLE_IMAGE } from '@/lib/engine/target'

const USUAL_LEVELS = 5

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
    const chromaStep = 0.36 / levels
    const flat = await mapOklab(signal, raster, (colour) => {
      const chroma = Math.hypot(colour[1]!, colour[2]!)
      const stepped = Math.round(chroma / chromaStep) * chromaStep
      const factor = chroma > 1e-4 ? stepped / chroma : 0
      colour[0] = Math.round(colour[0]! * steps) / steps
      colour[1] = colour[1]! * factor
      colour[2] = colour[2]! * factor
    })
    return blend(signal, raster, flat, Math.min(1, strength))
  },
})
