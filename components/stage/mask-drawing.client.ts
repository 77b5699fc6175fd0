import type { Mask, Size } from '@/lib/images/raster'
import { outlineOf } from '@/lib/studio/masks/mask-outline'
import type { StageSlice } from '@/lib/studio/stage/stage-slice'
import { originOf, type Point, placementOf, toPanePoint } from '@/lib/studio/stage/viewport'

/** The edge of a mask, in its px. */
export function toPath(mask: Mask): Path2D {
  const path = new Path2D()
  const lines = outlineOf(mask)
  for (let at = 0; at < lines.length; at += 4) {
    path.moveTo(lines[at]!, lines[at + 1]!)
    path.lineTo(lines[at + 2]!, lines[at + 3]!)
  }
  return path
}

/** White within black, so that it is seen on every photo; as wide on the screen at every zoom. */
const EDGE_WIDTHS_PX = [
  { style: 'oklch(0 0 0 / 0.7)', width: 3.5 },
  { style: 'oklch(1 0 0)', width: 1.5 },
]

/** Draws the edge anew, at the screen's own density. */
export function drawOutline(
  canvas: HTMLCanvasElement,
  path: Path2D,
  mask: Size,
  { scene, viewport }: StageSlice,
): void {
  const { frame, reference, dpr } = scene
  const [width, height] = [Math.round(canvas.clientWidth * dpr), Math.round(canvas.clientHeight * dpr)]
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  const context = canvas.getContext('2d')
  if (!context) return
  const placement = placementOf(viewport, scene)
  const corner = originOf(placement, { frame, reference, dpr })
  const scaleX = (placement.scale * reference.width * dpr) / mask.width
  const scaleY = (placement.scale * reference.height * dpr) / mask.height
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, width, height)
  context.setTransform(scaleX, 0, 0, scaleY, corner.x * dpr, corner.y * dpr)
  context.lineCap = 'square'
  for (const line of EDGE_WIDTHS_PX) {
    context.strokeStyle = line.style
    context.lineWidth = (line.width * dpr) / scaleX
    context.stroke(path)
  }
}

/**
 * The brush in its true size, where it stands; hidden while it is nowhere.
 * @param brushPx across, in px of the original
 */
export function placeBrush(
  ring: HTMLElement,
  place: Point | null,
  brushPx: number,
  { scene, viewport }: StageSlice,
): void {
  ring.style.visibility = place ? 'visible' : 'hidden'
  if (!place) return
  const placement = placementOf(viewport, scene)
  const { x, y } = toPanePoint(place, placement, scene.frame)
  const sizePx = Math.max(3, brushPx * placement.scale)
  ring.style.width = `${sizePx}px`
  ring.style.height = `${sizePx}px`
  ring.style.transform = `translate(${x - sizePx / 2}px, ${y - sizePx / 2}px)`
}
