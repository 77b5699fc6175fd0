import { toPath } from '@/components/stage/mask-drawing.client'
import { type Alignment, transformOf } from '@/lib/studio/alignment'
import type { Selection } from '@/lib/studio/selecting'
import type { StageSlice } from '@/lib/studio/stage-slice'
import { placementOf } from '@/lib/studio/viewport'

/** The edge of a selection in px of `size`. */
export type Edge = { path: Path2D; size: { width: number; height: number } }

export function edgeOf({ mask, maskImageId, box, picture }: Selection): Edge {
  if (mask) return { path: toPath(mask), size: mask }
  const path = new Path2D()
  // Until the shape has come nothing is drawn in its place.
  if (!maskImageId) path.rect(box.x, box.y, box.width, box.height)
  return { path, size: picture }
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
  { scene, viewport }: StageSlice,
  shiftPx: number,
): void {
  const { dpr } = scene
  const [width, height] = [Math.round(canvas.clientWidth * dpr), Math.round(canvas.clientHeight * dpr)]
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  const context = canvas.getContext('2d')
  if (!context) return
  const { scaleX, scaleY, x, y } = transformOf(placementOf(viewport, scene), alignment, scene)
  const onScreen = new Path2D()
  const [across, down] = [picture.width / size.width, picture.height / size.height]
  onScreen.addPath(path, new DOMMatrix([scaleX * across * dpr, 0, 0, scaleY * down * dpr, x * dpr, y * dpr]))
  context.clearRect(0, 0, width, height)
  context.lineWidth = LINE_WIDTH_PX * dpr
  context.lineJoin = 'round'
  const stripes = createStripes(context, dpr, shiftPx)
  if (stripes) context.strokeStyle = stripes
  context.stroke(onScreen)
}
