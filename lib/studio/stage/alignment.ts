import { apply, type Transform, toAffine } from '@/lib/fidelity/transform'
import type { Placement, Point, Scene, Size } from '@/lib/studio/stage/viewport'
import { originOf, UNSMOOTHED_FROM_ZOOM, zoomOf } from '@/lib/studio/stage/viewport'

/** How a picture lies on the reference: picture px = reference px × scale + shift, for each axis. */
export type Alignment = { scaleX: number; scaleY: number; shiftX: number; shiftY: number }

/** Models round sides to multiples of 8 to 64 px; up to here a different ratio counts as a plain resize. */
const SAME_RATIO_WITHIN = 0.02

/**
 * The alignment of a picture of which nothing is known but its size. The same ratio: exactly the resize. Another ratio:
 * not squeezed, but laid whole into the middle of the reference.
 */
export function alignBySize(reference: Size, picture: Size): Alignment {
  const scaleX = picture.width / reference.width
  const scaleY = picture.height / reference.height
  if (Math.abs(scaleX / scaleY - 1) <= SAME_RATIO_WITHIN) return { scaleX, scaleY, shiftX: 0, shiftY: 0 }
  const scale = Math.max(scaleX, scaleY)
  return {
    scaleX: scale,
    scaleY: scale,
    shiftX: (picture.width - reference.width * scale) / 2,
    shiftY: (picture.height - reference.height * scale) / 2,
  }
}

/** Neither mirrored nor laid on a side or its head. */
export const isUpright = ({ scaleX, rotationDeg }: Transform): boolean =>
  scaleX > 0 && Math.abs(rotationDeg) <= 45

/** Up to here nobody sees a turn left out, in degrees. */
const LEAST_TURN_DEG = 1.3

/** What is laid by its middle alone does not lie on the original any more. */
export const isTurned = (measured: Transform): boolean =>
  !isUpright(measured) || Math.abs(measured.rotationDeg) > LEAST_TURN_DEG

/** In its place a crop to less than this share of the picture is hard to look at. */
const SMALL_PART_UNDER = 0.5

export const isSmallPart = ({ scaleX, scaleY }: Transform, original: Size, picture: Size): boolean =>
  scaleX * picture.width * scaleY * picture.height < SMALL_PART_UNDER * original.width * original.height

/**
 * A measured alignment of an upright picture in the stage's direction. A turn is left out about the picture's middle,
 * where it moves nothing: what was straightened is shown straight.
 * @param measured picture px to reference px
 */
export function alignByMeasure(measured: Transform, picture: Size): Alignment {
  const middle = { x: picture.width / 2, y: picture.height / 2 }
  const there = apply(toAffine(measured), middle.x, middle.y)
  const [scaleX, scaleY] = [1 / measured.scaleX, 1 / measured.scaleY]
  return { scaleX, scaleY, shiftX: middle.x - there.x * scaleX, shiftY: middle.y - there.y * scaleY }
}

/** First from the reference to a picture in between, then from that to the last one. */
export const joinAlignments = (first: Alignment, second: Alignment): Alignment => ({
  scaleX: first.scaleX * second.scaleX,
  scaleY: first.scaleY * second.scaleY,
  shiftX: first.shiftX * second.scaleX + second.shiftX,
  shiftY: first.shiftY * second.scaleY + second.shiftY,
})

/** A CSS matrix for a picture laid out at its own size in px with its top left corner at the pane's. */
export type PictureTransform = { scaleX: number; scaleY: number; x: number; y: number }

export function transformOf(placement: Placement, alignment: Alignment, scene: Scene): PictureTransform {
  const origin = originOf(placement, scene)
  const scaleX = placement.scale / alignment.scaleX
  const scaleY = placement.scale / alignment.scaleY
  return { scaleX, scaleY, x: origin.x - alignment.shiftX * scaleX, y: origin.y - alignment.shiftY * scaleY }
}

export const toCssMatrix = ({ scaleX, scaleY, x, y }: PictureTransform): string =>
  `matrix(${scaleX}, 0, 0, ${scaleY}, ${x}, ${y})`

export const isUnsmoothed = (placement: Placement, dpr: number): boolean =>
  zoomOf(placement.scale, dpr) >= UNSMOOTHED_FROM_ZOOM - 1e-6

/** The long side of `/preview` in px. */
export const PREVIEW_SIDE_PX = 2048

/** True when the zoom shows more pixels of this picture than its preview holds. At Fit the preview is always enough. */
export function needsFullSize(
  isFit: boolean,
  placement: Placement,
  alignment: Alignment,
  picture: Size,
  dpr: number,
): boolean {
  const longSidePx = Math.max(picture.width, picture.height)
  if (isFit || longSidePx <= PREVIEW_SIDE_PX) return false
  const drawnPx =
    longSidePx * Math.max(placement.scale / alignment.scaleX, placement.scale / alignment.scaleY) * dpr
  return drawnPx > PREVIEW_SIDE_PX
}

/** The part of the pane that the reference covers, in CSS px: what the before-and-after line travels over. */
export function visibleBox(placement: Placement, scene: Scene): Point & Size {
  const origin = originOf(placement, scene)
  const right = origin.x + scene.reference.width * placement.scale
  const bottom = origin.y + scene.reference.height * placement.scale
  const x = Math.min(Math.max(origin.x, 0), scene.frame.width)
  const y = Math.min(Math.max(origin.y, 0), scene.frame.height)
  return {
    x,
    y,
    width: Math.max(0, Math.min(right, scene.frame.width) - x),
    height: Math.max(0, Math.min(bottom, scene.frame.height) - y),
  }
}
