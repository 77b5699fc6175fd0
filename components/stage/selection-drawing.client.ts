import { toPath } from '@/components/stage/mask-drawing.client'
import type { Size } from '@/lib/images/raster'
import type { Selection } from '@/lib/studio/selection/selecting'
import { shapeOf } from '@/lib/studio/selection/selection-shape'
import { type Alignment, transformOf } from '@/lib/studio/stage/alignment'
import type { StageSlice } from '@/lib/studio/stage/stage-slice'
import { placementOf } from '@/lib/studio/stage/viewport'

/** The edge of a selection in px of `size`. */
export type Edge = { path: Path2D; size: Size }

export function edgeOf({ mask, maskImageId, box, picture }: Selection): Edge {
  if (mask) return { path: toPath(mask), size: mask }
  const path = new Path2D()
  // Until the shape has come nothing is drawn in its place.
  if (!maskImageId) path.rect(box.x, box.y, box.width, box.height)
  return { path, size: picture }
}

/** What lies outside loses half of its contrast and colour: seen on dark photos and on light ones. */
const VEIL_GREY = 90
const VEIL_SHARE = 0.55

/** A veil over all that is not selected, in px of its own; null until the shape is there. */
export function veilOf(selection: Selection): OffscreenCanvas | null {
  const shape = shapeOf(selection)
  if (!shape) return null
  const veil = new OffscreenCanvas(shape.width, shape.height)
  const image = new ImageData(shape.width, shape.height)
  // Grey at once: to write three bytes for each pixel by `set` takes a tenth of a second.
  image.data.fill(VEIL_GREY)
  for (let index = 0; index < shape.data.length; index++)
    image.data[index * 4 + 3] = Math.round((255 - shape.data[index]!) * VEIL_SHARE)
  veil.getContext('2d')!.putImageData(image, 0, 0)
  return veil
}

/** Draws the veil where its picture lies now. */
export function drawVeil(
  canvas: HTMLCanvasElement,
  veil: OffscreenCanvas | null,
  { picture }: Pick<Selection, 'picture'>,
  alignment: Alignment,
  look: StageSlice,
): void {
  const context = clearOn(canvas, look)
  if (!context || !veil) return
  const { a, d, e, f } = matrixOf(veil, picture, alignment, look)
  context.drawImage(veil, e, f, a * veil.width, d * veil.height)
}

/** From px of a shape to those of the screen. */
function matrixOf(
  shape: Size,
  picture: Size,
  alignment: Alignment,
  { scene, viewport }: StageSlice,
): DOMMatrix {
  const { dpr } = scene
  const { scaleX, scaleY, x, y } = transformOf(placementOf(viewport, scene), alignment, scene)
  const [across, down] = [picture.width / shape.width, picture.height / shape.height]
  return new DOMMatrix([scaleX * across * dpr, 0, 0, scaleY * down * dpr, x * dpr, y * dpr])
}

/** An empty canvas at the screen's own density. */
function clearOn(canvas: HTMLCanvasElement, { scene: { dpr } }: StageSlice): CanvasRenderingContext2D | null {
  const [width, height] = [Math.round(canvas.clientWidth * dpr), Math.round(canvas.clientHeight * dpr)]
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  const context = canvas.getContext('2d')
  context?.clearRect(0, 0, width, height)
  return context
}

/** Black and white in turn, so that it is seen on every photo. */
const STRIPE_PX = 4
const LINE_WIDTH_PX = 1.25

/**
 * Stripes that lie across the whole pane and shine through the line alone: the line may then be of many short pieces,
 * in no order.
 * @param shiftPx how far they have marched, in CSS px
 */
function createStripes(
  context: CanvasRenderingContext2D,
  dpr: number,
  shiftPx: number,
): CanvasPattern | null {
  const side = Math.max(2, Math.round(2 * STRIPE_PX * dpr))
  const tile = new OffscreenCanvas(side, side)
  const paint = tile.getContext('2d')!
  paint.fillStyle = '#fff'
  paint.fillRect(0, 0, side, side)
  paint.fillStyle = '#111'
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++)
      if ((row + column) % side < side / 2) paint.fillRect(column, row, 1, 1)
  const pattern = context.createPattern(tile, 'repeat')
  pattern?.setTransform(new DOMMatrix().translate(-shiftPx * dpr, 0))
  return pattern
}

/** Draws the edge where its picture lies now, at the screen's own density. */
export function drawEdge(
  canvas: HTMLCanvasElement,
  { path, size }: Edge,
  { picture }: Pick<Selection, 'picture'>,
  alignment: Alignment,
  look: StageSlice,
  shiftPx: number,
): void {
  const { dpr } = look.scene
  const context = clearOn(canvas, look)
  if (!context) return
  const onScreen = new Path2D()
  onScreen.addPath(path, matrixOf(size, picture, alignment, look))
  context.lineWidth = LINE_WIDTH_PX * dpr
  context.lineJoin = 'round'
  const stripes = createStripes(context, dpr, shiftPx)
  if (stripes) context.strokeStyle = stripes
  context.stroke(onScreen)
}
