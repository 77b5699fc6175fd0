import * as z from 'zod'
import { readShare } from '@/lib/engine/grammar/degree'
import { describeLength, lengthSchema, toPixels, toTenThousandths } from '@/lib/engine/length'
import { defineOperation } from '@/lib/engine/operation'
import { averageBlocks, spreadBlocks } from '@/lib/engine/pixels/blocks'
import { onlyWithin, withAlphaOf } from '@/lib/engine/pixels/within'
import { describeTarget, targetSchema, WHOLE_IMAGE } from '@/lib/engine/target'

const USUAL_SHARE = 0.025

export const pixelate = defineOperation({
  schema: z.object({
    op: z.literal('pixelate'),
    target: targetSchema,
    /** Side of a block. */
    block: lengthSchema(500, 0.25),
  }),
  wordings: [
    {
      say: ['hide/cover/anonymise/anonymize/obscure/disguise/mask/censor mosaic/pixels/blocks?'],
      needs: ['target'],
      read: ({ target }) =>
        target?.kind === 'part' || target?.kind === 'text'
          ? { op: 'pixelate' as const, target, block: { unit: 'share' as const, value: USUAL_SHARE } }
          : { unfit: 'I hide faces and writing. Say “remove” for what should go' },
    },
    {
      say: ['pixelate', 'mosaic', 'censor', 'pixelate blocks?', 'more pixelate', 'pixelation', 'blocky'],
      takes: ['pixels', 'amount'],
      read({ amount, pixels }) {
        const share = readShare(amount)
        if (typeof share !== 'number') return share
        const block =
          pixels === undefined
            ? { unit: 'share' as const, value: toTenThousandths(USUAL_SHARE * share) }
            : { unit: 'px' as const, value: pixels }
        return { op: 'pixelate' as const, target: WHOLE_IMAGE, block }
      },
    },
  ],
  limits: 'blocks are at most 500 px wide',
  examples: ['pixelate it', 'pixelate by 16 px'],
  describe: ({ block, target }) => `pixelate ${describeTarget(target)} in blocks of ${describeLength(block)}`,
  worksOnText: true,
  shows: 'local',
  apply(signal, raster, { block }, { strength, mask }) {
    const blockPx = Math.max(2, Math.round(toPixels(block, raster) * strength))
    const blocks = averageBlocks(signal, onlyWithin(raster, mask), blockPx)
    const spread = spreadBlocks(blocks, raster.width, raster.height, blockPx)
    return mask ? withAlphaOf(spread, raster) : spread
  },
})
