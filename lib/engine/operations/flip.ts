import * as z from 'zod'
import { defineOperation, type Wording } from '@/lib/engine/operation'
import { flipRaster } from '@/lib/engine/pixels/geometry'

const schema = z.object({ op: z.literal('flip'), direction: z.enum(['horizontal', 'vertical']) })
type Flip = z.infer<typeof schema>

const wording = (direction: Flip['direction'], say: string[]): Wording<Flip> => ({
  say,
  read: () => ({ op: 'flip', direction }),
})

export const flip = defineOperation({
  schema,
  wordings: [
    wording('horizontal', [
      'flip/mirror horizontally axis?',
      'flip',
      'reverse',
      'mirrored image?',
      'mirror image?',
      'flip/mirror left right',
      'flip/mirror sideways',
      'horizontally flip/mirror',
    ]),
    wording('vertical', ['flip/mirror vertically axis?', 'flip/mirror top bottom', 'vertically flip/mirror']),
  ],
  limits: '',
  examples: ['flip it horizontally', 'mirror it'],
  describe: ({ direction }) => `flip it ${direction}ly`,
  shows: 'always',
  apply: (_signal, raster, { direction }) => flipRaster(raster, direction),
})
