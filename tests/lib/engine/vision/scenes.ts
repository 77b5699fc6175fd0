import type { Plane } from '@/lib/engine/pixels/gaussian'
import { emptyPlane } from '@/lib/engine/vision/plane'
import type { Detection, Scene } from '@/lib/engine/vision/vision'
import type { Box } from '@/lib/images/raster'
import { paintRaster } from '../samples'

const SIZE = { width: 60, height: 40 }

export function boxMask({ x, y, width, height }: Box): Plane {
  const plane = emptyPlane(SIZE)
  for (let row = y; row < y + height; row++)
    plane.data.fill(1, row * SIZE.width + x, row * SIZE.width + x + width)
  return plane
}

const covers = ({ x, y, width, height }: Box, at: { x: number; y: number }): boolean =>
  at.x >= x && at.x < x + width && at.y >= y && at.y < y + height

/**
 * A scene without models: `things` are what can be segmented; a prompt finds the thing under its first point or under
 * the middle of its box.
 */
export function createScene(options: {
  things?: readonly Box[]
  objects?: readonly Detection[]
  subject?: { mask: Plane; agreement: number }
  writing?: Plane
}): Scene {
  const { things = [], objects = [], subject, writing = emptyPlane(SIZE) } = options
  return {
    size: SIZE,
    work: paintRaster(SIZE.width, SIZE.height, (x, y) =>
      things.some((thing) => covers(thing, { x, y })) ? [200, 30, 30] : [120, 120, 120],
    ),
    subject: async () => subject,
    objects: async () => objects,
    exact: async (_signal, { box }) => boxMask(box),
    faces: async () => [],
    writing: async () => writing,
    async segment(_signal, { points = [], box, like }) {
      if (like) return { mask: boxMask(things[like[0]!]!), quality: 0.9 }
      const at = points[0] ?? { x: box!.x + box!.width / 2, y: box!.y + box!.height / 2 }
      const thing = things.find((one) => covers(one, at))
      return thing ? { mask: boxMask(thing), quality: 0.9 } : { mask: emptyPlane(SIZE), quality: 0.1 }
    },
    levels: async (_signal, point) =>
      things
        .filter((thing) => covers(thing, point))
        .map((thing) => ({
          mask: boxMask(thing),
          quality: 0.9,
          stability: 0.9,
          logits: Float32Array.of(things.indexOf(thing)),
        })),
    sketch: async () => ({ mask: emptyPlane(SIZE), quality: 0, stability: 0 }),
  }
}
