import * as z from 'zod'
import { defineOperation } from '@/lib/engine/operation'
import { turnRaster } from '@/lib/engine/pixels/geometry'
import { straightenRaster } from '@/lib/engine/pixels/straighten'

const schema = z.object({
  op: z.literal('rotate'),
  /** Clockwise; other than 0. */
  degrees: z.number().min(-360).max(360),
})
type Rotate = z.infer<typeof schema>

/** A turn of up to 45° either way after the nearest quarter turn. */
function splitTurn(degrees: number): { quarters: number; rest: number } {
  const quarters = Math.round(degrees / 90)
  return { quarters: ((quarters % 4) + 4) % 4, rest: degrees - quarters * 90 }
}

/** "A bit to the right" is a part of this, in degrees. */
const USUAL_TILT = 5

function turnBy(angle: number, turn: 1 | -1 | undefined): Rotate | { unfit: string } {
  if (angle % 360 === 0) return { unfit: 'that would turn the picture back to where it is' }
  return { op: 'rotate', degrees: angle * (turn ?? 1) }
}

/** Quarters are exact; other angles are resampled (bicubic, linear light), and the empty corners are cut off. */
export const rotate = defineOperation({
  schema,
  wordings: [
    {
      say: ['rotate/turn/spin/straighten/tilt/level', 'rotate/turn upright'],
      needs: ['angle'],
      takes: ['turn'],
      read: ({ angle = 0, turn }) => turnBy(angle, turn),
    },
    {
      say: ['rotate/turn/spin', 'rotate/turn sideways', 'quarter turn'],
      needs: ['turn'],
      read: ({ turn }) => turnBy(90, turn),
    },
    {
      say: ['rotate/turn/tilt'],
      needs: ['turn', 'amount'],
      read: ({ turn, amount }) =>
        amount?.kind === 'factor'
          ? turnBy(Math.round(USUAL_TILT * amount.factor * 10) / 10, turn)
          : { unfit: 'say by how many degrees' },
    },
    {
      say: ['rotate', 'rotate/turn sideways'],
      read: () => turnBy(90, 1),
    },
    {
      say: ['rotate/turn/flip? upside down', 'rotate/turn around', 'stand/put head'],
      read: () => turnBy(180, 1),
    },
  ],
  limits: 'a turn lies between 360 degrees to the left and to the right',
  examples: ['rotate 90 degrees clockwise', 'rotate left', 'straighten by 2 degrees'],
  describe({ degrees }) {
    const direction = Math.abs(degrees) === 180 ? '' : degrees > 0 ? ' clockwise' : ' counter-clockwise'
    const trimmed = splitTurn(degrees).rest === 0 ? '' : ' and trim the corners'
    return `rotate by ${Math.abs(degrees)}°${direction}${trimmed}`
  },
  lean: ({ degrees }) => ({ axis: 'turn', side: degrees > 0 ? 'clockwise' : 'counterclockwise' }),
  shows: 'always',
  async apply(signal, raster, { degrees }) {
    const { quarters, rest } = splitTurn(degrees)
    const turned = turnRaster(raster, quarters)
    return rest === 0 ? turned : straightenRaster(signal, turned, rest)
  },
})
