import 'server-only'
import type { z } from 'zod'
import type { Mask } from '@/lib/images/raster'
import { decodeImage, encodeMask } from './codec.server'
import type { Plane } from './pixels/gaussian'
import { withoutSpecks } from './pixels/specks'
import { EngineRefusal } from './refusal'
import { type Place, pointedSchema, type Span } from './selection'
import { tools } from './tools.server'
import { toFullSize } from './vision/full-size'
import { emptyPlane } from './vision/plane'
import type { Point, Prompt } from './vision/vision'

/** A mask is laid onto edges at this size: fine enough for any photo, and quick enough for a click. */
export const SELECTION_SIDE_PX = 2048

export type SelectionTask = z.input<typeof pointedSchema> & { image: Uint8Array }

export type SelectionAnswer = {
  /** A grey PNG of the picture's ratio, at most 2048 px long: white is inside. */
  mask: Uint8Array
  width: number
  height: number
  /** The rectangle round it. */
  span: Span
  /** Share of the picture that is inside, 0–1. */
  coverage: number
}

/**
 * What lies under clicks or in a box, as one mask: everything that was pointed at, without what was taken out again.
 * @throws EngineRefusal `TARGET_NOT_FOUND` when there is nothing that hangs together; as `decodeImage` throws
 */
export async function selectAt(
  signal: AbortSignal,
  { image, ...asked }: SelectionTask,
): Promise<SelectionAnswer> {
  const { points, outside, box, area } = pointedSchema.parse(asked)
  const raster = await decodeImage(signal, image, SELECTION_SIDE_PX)
  const scene = await tools.lookAt(raster)
  const toPoint = ({ x, y }: Place): Point => ({ x: x * scene.size.width, y: y * scene.size.height })
  const find = async (prompts: Prompt[]): Promise<Mask> => {
    const all = emptyPlane(scene.size)
    for (const prompt of prompts) join(all, (await scene.segment(signal, prompt)).mask)
    return toFullSize(scene, raster, withoutSpecks(all))
  }
  const away = outside.map(toPoint)
  const things: Prompt[] = points.map((point) => ({ points: [toPoint(point)], outside: away }))
  if (box) things.push({ box: boxOf(box, toPoint), outside: away })
  const mask: Mask = {
    width: raster.width,
    height: raster.height,
    data: new Uint8Array(raster.data.length / 4),
  }
  if (area) {
    fillSpan(mask, area)
    if (away.length > 0) takeOut(mask, await find(away.map((point) => ({ points: [point] }))))
  }
  if (things.length > 0) add(mask, await find(things))
  const { span, coverage } = measure(mask)
  if (!span)
    throw new EngineRefusal({
      code: 'TARGET_NOT_FOUND',
      message: 'Nothing here hangs together. Click on another place or draw a box.',
    })
  const { width, height } = mask
  return { mask: await encodeMask(signal, mask), width, height, span, coverage }
}

function join(all: Plane, one: Plane): void {
  for (let i = 0; i < all.data.length; i++) if (one.data[i]! > all.data[i]!) all.data[i] = one.data[i]!
}

function add(mask: Mask, other: Mask): void {
  for (let i = 0; i < mask.data.length; i++) if (other.data[i]! > mask.data[i]!) mask.data[i] = other.data[i]!
}

function takeOut(mask: Mask, other: Mask): void {
  for (let i = 0; i < mask.data.length; i++) mask.data[i] = Math.min(mask.data[i]!, 255 - other.data[i]!)
}

function fillSpan({ width, height, data }: Mask, { from, to }: Span): void {
  const [left, right] = [Math.round(from.x * width), Math.round(to.x * width)]
  const bottom = Math.round(to.y * height)
  for (let y = Math.round(from.y * height); y < bottom; y++)
    data.fill(255, y * width + left, y * width + right)
}

function boxOf({ from, to }: Span, toPoint: (place: Place) => Point) {
  const [start, end] = [toPoint(from), toPoint(to)]
  return { ...start, width: end.x - start.x, height: end.y - start.y }
}

/** Half inside counts as inside; a few px alone are no thing. */
const [INSIDE, LEAST_SHARE] = [128, 1e-5]

function measure({ width, height, data }: Mask): { span: Span | undefined; coverage: number } {
  let [left, right, top, bottom, count] = [width, 0, height, 0, 0]
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      if (data[at]! < INSIDE) continue
      left = Math.min(left, x)
      right = Math.max(right, x + 1)
      top = Math.min(top, y)
      bottom = y + 1
      count++
    }
  const coverage = count / data.length
  const span = {
    from: { x: left / width, y: top / height },
    to: { x: right / width, y: bottom / height },
  }
  return { span: coverage < LEAST_SHARE ? undefined : span, coverage }
}
