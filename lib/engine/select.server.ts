import 'server-only'
import type * as z from 'zod'
import type { Mask } from '@/lib/images/raster'
import { decodeImage, encodeMask } from './codec.server'
import type { Plane } from './pixels/gaussian'
import { withoutSpecks } from './pixels/specks'
import { EngineRefusal } from './refusal'
import { type Place, type Pointed, pointedSchema, type Span, type TakenStep } from './selection'
import { tools } from './tools.server'
import { findClickSteps, maskOfStep } from './vision/click-steps'
import { toFullSize } from './vision/full-size'
import { emptyPlane, mapPlane } from './vision/plane'
import type { Point, Prompt, Scene } from './vision/vision'

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
  /** Where the last point has more than one meaning. */
  step?: TakenStep
}

/** A picture at the size for selecting, and what can be seen in it. */
async function open(signal: AbortSignal, image: Uint8Array) {
  const raster = await decodeImage(signal, image, SELECTION_SIDE_PX)
  return { raster, scene: await tools.lookAt(raster) }
}

/**
 * Looks at a picture before anything is pointed at in it: the first click then takes no longer than the next ones.
 * @throws as `decodeImage`
 */
export async function lookAhead(signal: AbortSignal, { image }: { image: Uint8Array }): Promise<void> {
  const { scene } = await open(signal, image)
  await scene.objects(signal)
  await scene.levels(signal, { x: scene.size.width / 2, y: scene.size.height / 2 })
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
  const { raster, scene } = await open(signal, image)
  const toPoint = ({ x, y }: Place): Point => ({ x: x * scene.size.width, y: y * scene.size.height })
  const toMask = (planes: readonly Plane[]): Mask => {
    const all = emptyPlane(scene.size)
    for (const plane of planes) join(all, plane)
    return toFullSize(scene, raster, withoutSpecks(all))
  }
  const segment = async (prompt: Prompt) => (await scene.segment(signal, prompt)).mask
  const away = outside.map(toPoint)
  const mask: Mask = {
    width: raster.width,
    height: raster.height,
    data: new Uint8Array(raster.data.length / 4),
  }
  if (area) {
    fillSpan(mask, area)
    const cut: Plane[] = []
    // One after the other: each run of the model takes memory of its own.
    for (const point of away) cut.push(await segment({ points: [point] }))
    if (cut.length > 0) takeOut(mask, toMask(cut))
  }
  const things: Plane[] = []
  let step: TakenStep | undefined
  for (const point of points) {
    const found = await thingAt(signal, scene, toPoint(point), point.step, away)
    step = found.step
    things.push(found.mask)
  }
  if (box) things.push(await segment({ box: boxOf(box, toPoint), outside: away }))
  if (things.length > 0) add(mask, toMask(things))
  const { span, coverage } = measure(mask)
  if (!span)
    throw new EngineRefusal({
      code: 'TARGET_NOT_FOUND',
      message: 'Nothing here hangs together. Click on another place or draw a box.',
    })
  const { width, height } = mask
  return {
    mask: await encodeMask(signal, mask),
    width,
    height,
    span,
    coverage,
    ...(step && step.of > 1 && { step }),
  }
}

/** The thing under a click, without what was taken out of it; a step that it has not is the nearest that it has. */
async function thingAt(
  signal: AbortSignal,
  scene: Scene,
  point: Point,
  asked: Pointed['points'][number]['step'],
  away: readonly Point[],
): Promise<{ mask: Plane; step?: TakenStep }> {
  const { steps, usual } = await findClickSteps(signal, scene, point)
  const at = Math.min(asked ?? usual, steps.length - 1)
  const step = steps[at]
  if (!step) return { mask: emptyPlane(scene.size) }
  const mask = await maskOfStep(signal, scene, step, point)
  const taken = { at, of: steps.length }
  if (away.length === 0) return { mask, step: taken }
  const { data: rest } = (await scene.segment(signal, { points: [point], outside: away })).mask
  return { mask: mapPlane(mask, (value, i) => Math.min(value, rest[i]!)), step: taken }
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
