import * as z from 'zod'
import { defineOperation } from '@/lib/engine/operation'
import { straightenRaster } from '@/lib/engine/pixels/straighten'
import { measureTilt } from '@/lib/engine/pixels/tilt'
import { EngineRefusal } from '@/lib/engine/refusal'

/** Less than this nobody sees, and it lies within what is measured wrongly; in degrees. */
const LEAST_TILT = 0.4

const ASK = 'straighten by 2 degrees'

/** @throws EngineRefusal `TARGET_NOT_FOUND` when there is nothing to go by, `NO_VISIBLE_CHANGE` when it stands straight */
function requireTilt(tilt: number | undefined): number {
  if (tilt === undefined)
    throw new EngineRefusal({
      code: 'TARGET_NOT_FOUND',
      message: `I found no horizon and no walls here that I am sure of, so I do not tilt the picture by guess. Say by how many degrees, such as “${ASK}”.`,
      suggestions: [ASK],
    })
  if (Math.abs(tilt) < LEAST_TILT)
    throw new EngineRefusal({
      code: 'NO_VISIBLE_CHANGE',
      message: `By its lines this picture stands straight already. To turn it all the same say by how many degrees, such as “${ASK}”.`,
      suggestions: [ASK],
    })
  return tilt
}

/** Turns a picture so that its lines are level and upright, and cuts off the corners that would stay empty. */
export const straighten = defineOperation({
  schema: z.object({ op: z.literal('straighten') }),
  wordings: [
    {
      say: [
        'straighten/level horizon/horizons/lines/verticals?',
        'straight/level horizon/lines',
        'straighten/straight vertically/verticals/upright/walls/buildings lines?',
        'fix/correct vertically/verticals lines?',
        'fix/correct/level crooked/tilted/slanted/skewed? horizon/tilt/lines',
        'crooked/tilted/slanted/skewed/askew horizon?',
        'horizon crooked/tilted/slanted/off/askew',
        'auto straighten/level/rotate',
        'remove/fix tilt/slant',
        'horizon straighten/level/fix/correct',
      ],
      read: () => ({ op: 'straighten' as const }),
    },
  ],
  limits: '',
  examples: ['straighten the horizon'],
  describe: () => 'straighten the picture by its lines and trim the corners',
  shows: 'always',
  movesThings: true,
  apply: (signal, raster) => straightenRaster(signal, raster, -requireTilt(measureTilt(raster))),
})
