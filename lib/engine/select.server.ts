import 'server-only'
import { z } from 'zod'
import { decodeImage, encodeMask } from './codec.server'
import { EngineRefusal } from './refusal'
import { tools } from './tools.server'
import { toFullSize } from './vision/full-size'
import { coverageOf } from './vision/plane'

/** Places as shares of the picture from its top-left corner, 0–1. */
const place = z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) })

/** What was clicked: points that belong to it, points that do not, or a box around it. */
export const selectionSchema = z
  .object({
    points: z.array(place).max(32).default([]),
    outside: z.array(place).max(32).default([]),
    box: z.object({ from: place, to: place }).optional(),
  })
  .refine(({ points, box }) => points.length > 0 || box !== undefined)
export type SelectionRequest = z.input<typeof selectionSchema> & { image: Uint8Array }

export type SelectionAnswer = {
  /** A grey PNG of the picture's size: white is inside. */
  mask: Uint8Array
  width: number
  height: number
  /** The model's own guess of how exact it is, 0–1. */
  quality: number
  /** Share of the picture that is inside, 0–1. */
  coverage: number
}

/**
 * What lies under a click or in a box, as a mask.
 * @throws EngineRefusal `TARGET_NOT_FOUND` when there is nothing that hangs together; as `decodeImage` throws
 */
export async function selectAt(
  signal: AbortSignal,
  { image, ...request }: SelectionRequest,
): Promise<SelectionAnswer> {
  const { points, outside, box } = selectionSchema.parse(request)
  const raster = await decodeImage(signal, image)
  const scene = await tools.lookAt(raster)
  const toPixels = ({ x, y }: z.infer<typeof place>) => ({
    x: x * scene.size.width,
    y: y * scene.size.height,
  })
  const { mask, quality } = await scene.segment(signal, {
    points: points.map(toPixels),
    outside: outside.map(toPixels),
    ...(box && { box: boxBetween(toPixels(box.from), toPixels(box.to)) }),
  })
  const coverage = coverageOf(mask)
  if (coverage === 0)
    throw new EngineRefusal({
      code: 'TARGET_NOT_FOUND',
      message: 'Nothing here hangs together. Click on another place or draw a box.',
    })
  const full = toFullSize(scene, raster, mask)
  return {
    mask: await encodeMask(signal, full),
    width: raster.width,
    height: raster.height,
    quality: Math.min(1, Math.max(0, quality)),
    coverage,
  }
}

const boxBetween = (a: { x: number; y: number }, b: { x: number; y: number }) => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
})
