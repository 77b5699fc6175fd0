import * as z from 'zod'
import { requireRoom } from '@/lib/engine/fit'
import { defineOperation } from '@/lib/engine/operation'

const schema = z.object({
  op: z.literal('upscale'),
  factor: z.union([z.literal(2), z.literal(3), z.literal(4)]),
})
type Upscale = z.infer<typeof schema>

const VERB = 'upscale/superresolution/upsample'

const toFactor = (scale = 2): Upscale | { unfit: string } =>
  scale === 2 || scale === 3 || scale === 4
    ? { op: 'upscale', factor: scale }
    : { unfit: 'I upscale 2, 3 or 4 times' }

/** Larger by a model that knows how edges and textures look; 3 times is 4 times made smaller. */
export const upscale = defineOperation({
  schema,
  wordings: [
    {
      say: [
        VERB,
        `${VERB} resolution/quality`,
        'increase/enhance/double/higher resolution',
        'super resolution',
        'high/higher/hi/more/better res/resolution',
        'enlarge details/quality',
      ],
      takes: ['scale'],
      read: ({ scale }) => toFactor(scale),
    },
  ],
  limits: 'I upscale 2, 3 or 4 times',
  examples: ['upscale 2x', 'upscale 4x'],
  describe: ({ factor }) => `upscale ${factor} times`,
  shows: 'always',
  async apply(signal, raster, { factor }, { tools }) {
    const size = { width: raster.width * factor, height: raster.height * factor }
    requireRoom(factor === 3 ? { width: raster.width * 4, height: raster.height * 4 } : size)
    const large = await tools.enlarge(signal, raster, factor === 2 ? 2 : 4)
    return factor === 3 ? tools.resize(signal, large, size) : large
  },
})
