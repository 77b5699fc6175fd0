import * as z from 'zod'
import { describeLength, lengthSchema, toPixels } from '@/lib/engine/length'
import { defineOperation } from '@/lib/engine/operation'
import type { RgbaRaster } from '@/lib/images/raster'

const USUAL_SHARE = 0.06

/** How much of a pixel lies inside a circle around the origin: a soft edge one pixel wide. */
const coverageOf = (dx: number, dy: number, radius: number): number =>
  Math.min(1, Math.max(0, radius - Math.hypot(dx, dy) + 0.5))

function cutCorners(raster: RgbaRaster, radius: number): RgbaRaster {
  const { width, height } = raster
  const data = raster.data.slice()
  const reach = Math.ceil(radius)
  const corners = [0, 1].flatMap((right) => [0, 1].map((lower) => ({ right, lower })))
  for (const { right, lower } of corners)
    for (let row = 0; row < reach; row++)
      for (let column = 0; column < reach; column++) {
        const x = right ? width - 1 - column : column
        const y = lower ? height - 1 - row : row
        const at = (y * width + x) * 4 + 3
        data[at] = Math.round(data[at]! * coverageOf(radius - column - 0.5, radius - row - 0.5, radius))
      }
  return { ...raster, data }
}

/** Makes the four corners round; what was there becomes see-through. */
export const roundCorners = defineOperation({
  schema: z.object({ op: z.literal('roundCorners'), radius: lengthSchema(4000, 0.5) }),
  wordings: [
    {
      say: ['round corners/edges', 'round corners radius', 'corners round', 'corner radius'],
      takes: ['length', 'magnitude'],
      read: ({ length, magnitude = 1 }) => ({
        op: 'roundCorners' as const,
        radius: length ?? { unit: 'share' as const, value: USUAL_SHARE * magnitude },
      }),
    },
  ],
  limits: 'the radius is at most half of the shorter side',
  examples: ['round the corners', 'round the corners by 24 px'],
  describe: ({ radius }) => `round the corners by ${describeLength(radius)}`,
  shows: 'always',
  apply(_signal, raster, { radius }) {
    const limit = Math.min(raster.width, raster.height) / 2
    return cutCorners(raster, Math.min(limit, toPixels(radius, raster)))
  },
})
