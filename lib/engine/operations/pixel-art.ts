import * as z from 'zod'
import { defineOperation } from '@/lib/engine/operation'
import { averageBlocks, spreadBlocks } from '@/lib/engine/pixels/blocks'
import { mapOklabColours } from '@/lib/engine/pixels/colour-map'
import { reducePalette } from '@/lib/engine/pixels/palette'
import { describeTarget, targetSchema, WHOLE_IMAGE } from '@/lib/engine/target'

/** Blocks across the longer side at the usual strength: the width of an old console's screen. */
const BLOCKS_ACROSS = 144
const USUAL_COLOURS = 24

/** Large square pixels in few, clear colours, as on an old console. */
export const pixelArt = defineOperation({
  schema: z.object({
    op: z.literal('pixelArt'),
    target: targetSchema,
    colours: z.int().min(2).max(64),
  }),
  wordings: [
    {
      say: ['pixel art', 'retro? game/console/pixels', 'pixel art colours', 'retro pixel art?'],
      takes: ['count'],
      read: ({ count }) => ({
        op: 'pixelArt' as const,
        target: WHOLE_IMAGE,
        colours: count ?? USUAL_COLOURS,
      }),
    },
    {
      say: ['bit graphics/game/console/pixel/pixels/art? art?'],
      needs: ['count'],
      read: ({ count }) =>
        count === 8 || count === 16
          ? { op: 'pixelArt' as const, target: WHOLE_IMAGE, colours: count === 8 ? 16 : 32 }
          : { unfit: 'pixel art comes in 8 or 16 bit' },
    },
  ],
  limits: 'pixel art has 2 to 64 colours',
  examples: ['turn it into pixel art', 'pixel art with 16 colours'],
  describe: ({ colours, target }) => `turn ${describeTarget(target)} into pixel art with ${colours} colours`,
  shows: 'local',
  async apply(signal, raster, { colours }, { strength }) {
    const across = BLOCKS_ACROSS / strength
    const blockPx = Math.max(2, Math.round(Math.max(raster.width, raster.height) / across))
    const small = averageBlocks(signal, raster, blockPx)
    const vivid = await mapOklabColours(signal, small, (colour) => {
      colour[0] = colour[0]! + 0.08 * Math.sin(2 * Math.PI * (colour[0]! - 0.5))
      colour[1] = colour[1]! * 1.2
      colour[2] = colour[2]! * 1.2
    })
    return spreadBlocks(reducePalette(signal, vivid, colours), raster.width, raster.height, blockPx)
  },
})
