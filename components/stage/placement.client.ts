import type { ImageView } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import {
  type Alignment,
  isUnsmoothed,
  toCssMatrix,
  transformOf,
  visibleBox,
} from '@/lib/studio/stage/alignment'
import type { StageSlice } from '@/lib/studio/stage/stage-slice'
import { type Point, placementOf, type Size, toPanePoint } from '@/lib/studio/stage/viewport'

/** Which side of the line of Split a layer keeps, or that it lies over another in Overlay. */
export type LayerRole = 'whole' | 'before' | 'after' | 'overlay'

/**
 * Writes where a picture lies into its elements, past React: a pan of six panes is six style changes a frame and
 * nothing else. Called with every change of the stage.
 */
export function placePicture(
  layer: HTMLElement,
  picture: ImageView,
  alignment: Alignment,
  role: LayerRole,
  stage: StageSlice,
): void {
  const { scene, viewport } = stage
  const placement = placementOf(viewport, scene)
  const transform = transformOf(placement, alignment, scene)
  const rendering = isUnsmoothed(placement, scene.dpr) ? 'pixelated' : ''
  for (const image of layer.querySelectorAll('img')) {
    image.style.transform = toCssMatrix(transform)
    image.style.imageRendering = rendering
  }
  const chequer = layer.querySelector<HTMLElement>('[data-chequer]')
  if (chequer) {
    const right = transform.x + picture.width * transform.scaleX
    const bottom = transform.y + picture.height * transform.scaleY
    const inset = [
      transform.y + 1,
      scene.frame.width - right + 1,
      scene.frame.height - bottom + 1,
      transform.x + 1,
    ]
    chequer.style.clipPath = `inset(${inset.map((side) => `${Math.max(0, side)}px`).join(' ')})`
  }
  layer.style.clipPath = role === 'before' || role === 'after' ? toClip(role, stage) : ''
  layer.style.opacity = role === 'overlay' ? String(stage.opacity) : ''
}

/** A canvas that covers the whole reference, of any number of px. */
export function placeCanvas(canvas: HTMLCanvasElement, { scene, viewport }: StageSlice): void {
  const placement = placementOf(viewport, scene)
  // Of another ratio only by the rounding of its sides: it is stretched, not laid into the middle.
  const [scaleX, scaleY] = [canvas.width / scene.reference.width, canvas.height / scene.reference.height]
  const transform = transformOf(placement, { scaleX, scaleY, shiftX: 0, shiftY: 0 }, scene)
  canvas.style.transform = toCssMatrix(transform)
  canvas.style.imageRendering = isUnsmoothed(placement, scene.dpr) ? 'pixelated' : ''
}

/**
 * Boxes in px of the reference, each on whole CSS px of the pane.
 * @returns where each begins, in CSS px of the pane
 */
export function placeBoxes(
  marks: HTMLCollection,
  boxes: readonly (Point & Size)[],
  { scene, viewport }: StageSlice,
): Point[] {
  const placement = placementOf(viewport, scene)
  return [...(marks as HTMLCollectionOf<HTMLElement>)].map((mark, index) => {
    const box = boxes[index]!
    const from = toPanePoint(box, placement, scene.frame)
    mark.style.transform = `translate(${Math.round(from.x)}px, ${Math.round(from.y)}px)`
    mark.style.width = `${Math.round(box.width * placement.scale)}px`
    mark.style.height = `${Math.round(box.height * placement.scale)}px`
    return from
  })
}

/** The least distance of two numbers that can both be read, in CSS px. */
const NUMBER_WIDTH_PX = 22
const NUMBER_HEIGHT_PX = 18

/**
 * Puts each number where its box begins, or as near as it is whole on the picture, and leaves out each that would lie
 * on one before it: regions come largest first. The chosen one is always shown.
 */
export function partNumbers(
  marks: HTMLCollection,
  boxes: readonly Point[],
  chosen: number | undefined,
  { scene, viewport }: StageSlice,
): void {
  const { width, height } = scene.reference
  const corner = toPanePoint({ x: width, y: height }, placementOf(viewport, scene), scene.frame)
  const starts = boxes.map(({ x, y }) => ({
    x: Math.min(x, corner.x - NUMBER_WIDTH_PX),
    y: Math.min(y, corner.y - NUMBER_HEIGHT_PX),
  }))
  const shown: Point[] = chosen === undefined ? [] : [starts[chosen]!]
  for (const [index, start] of starts.entries()) {
    const isCovered = shown.some(
      ({ x, y }) => Math.abs(x - start.x) < NUMBER_WIDTH_PX && Math.abs(y - start.y) < NUMBER_HEIGHT_PX,
    )
    const isShown = index === chosen || !isCovered
    if (isShown) shown.push(start)
    const number = marks[index]!.firstElementChild as HTMLElement
    number.style.visibility = isShown ? '' : 'hidden'
    number.style.translate = `${Math.round(start.x - boxes[index]!.x)}px ${Math.round(start.y - boxes[index]!.y)}px`
  }
}

/** Where the line of Split stands, in CSS px of the pane. The original lies before it, the edited picture behind. */
function findLine({ scene, viewport, edited, divider }: StageSlice): number {
  const box = visibleBox(placementOf(viewport, scene), scene)
  const share = 1 - edited
  return divider === 'vertical' ? box.x + box.width * share : box.y + box.height * share
}

/** The line stands where the picture is in sight, and no further; its grip in the middle of that. */
export function placeLine(line: HTMLElement, stage: StageSlice): void {
  const { frame } = stage.scene
  const box = visibleBox(placementOf(stage.viewport, stage.scene), stage.scene)
  const at = Math.round(findLine(stage))
  const free = frame.height - frame.clearBottom
  if (stage.divider === 'vertical') {
    line.style.transform = `translate(${at}px, ${box.y}px)`
    line.style.width = ''
    line.style.height = `${box.height}px`
    line.style.setProperty('--grip', `${Math.min(box.height, free - box.y) / 2}px`)
  } else {
    line.style.transform = `translate(${box.x}px, ${at}px)`
    line.style.width = `${box.width}px`
    line.style.height = ''
    line.style.setProperty('--grip', `${box.width / 2}px`)
  }
}

function toClip(role: 'before' | 'after', stage: StageSlice): string {
  const line = findLine(stage)
  const { width, height } = stage.scene.frame
  if (stage.divider === 'vertical') {
    return role === 'after' ? `inset(0 0 0 ${line}px)` : `inset(0 ${width - line}px 0 0)`
  }
  return role === 'after' ? `inset(${line}px 0 0 0)` : `inset(0 0 ${height - line}px 0)`
}

/** The cross stands in every pane but the one under the mouse. */
export function placeCross(
  cross: HTMLElement,
  ownKey: NodeKey,
  { hover, viewport, scene }: StageSlice,
): void {
  const pointer = hover.now()
  const isShown = pointer !== null && pointer.key !== ownKey
  cross.style.visibility = isShown ? 'visible' : 'hidden'
  if (!isShown) return
  const { x, y } = toPanePoint(pointer.point, placementOf(viewport, scene), scene.frame)
  cross.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
}
