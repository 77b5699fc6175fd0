/**
 * One viewport for all panes, expressed in image points of the reference picture (the original): which point stands in
 * the middle of a pane's free area, and how many CSS px one reference px takes. Every pane has the same frame and
 * derives its own placement from it, so that the same image point stays under the same pane point.
 */

export type Size = { width: number; height: number }
export type Point = { x: number; y: number }

/** The area of a pane in CSS px. `clearBottom` lies under the composer: Fit keeps clear of it. */
export type Frame = Size & { clearBottom: number }

/** `centre` in reference px, `scale` in CSS px for one reference px. */
export type Placement = { centre: Point; scale: number }
export type Viewport = { mode: 'fit' } | ({ mode: 'free' } & Placement)

/** What a viewport is seen through. `dpr` = device pixels for one CSS px. */
export type Scene = { frame: Frame; reference: Size; dpr: number }

export const FIT: Viewport = { mode: 'fit' }

/** Zoom 1 = one reference px on one device pixel, as in every photo editor. */
export const MIN_ZOOM = 0.25
export const MAX_ZOOM = 16
/** From here up pixels are drawn as squares: smoothing would invent detail that is being judged. */
export const UNSMOOTHED_FROM_ZOOM = 2
/** The stops of the + and - keys. */
const ZOOM_STOPS = [0.25, 0.33, 0.5, 0.67, 1, 1.5, 2, 3, 4, 6, 8, 12, 16]

export const zoomOf = (scale: number, dpr: number): number => scale * dpr

/** The middle of what the composer leaves free, in CSS px of the pane. */
export const anchorOf = (frame: Frame): Point => ({
  x: Math.floor(frame.width / 2),
  y: Math.floor((frame.height - frame.clearBottom) / 2),
})

/** The scale at which the reference is seen whole, `FIT_MARGIN_PX` from the edges. */
export function fitScale({ frame, reference, dpr }: Scene): number {
  const width = Math.max(1, frame.width - 2 * fitMargin(frame.width))
  const height = Math.max(1, frame.height - frame.clearBottom - 2 * FIT_MARGIN_PX)
  return Math.min(width / reference.width, height / reference.height, MAX_ZOOM / dpr)
}

const FIT_MARGIN_PX = 8
/** A phone gives the picture its whole width; a wide pane keeps 16 px, a pane of a grid 8. */
const fitMargin = (widthPx: number): number => (widthPx < 400 ? 0 : widthPx < 720 ? 8 : 16)

/** The lowest scale: 25 %, or less for a picture that fits only below that. */
const minScale = (scene: Scene): number => Math.min(MIN_ZOOM / scene.dpr, fitScale(scene))

/** Where the picture stands now, whatever the mode. */
export function placementOf(viewport: Viewport, scene: Scene): Placement {
  if (viewport.mode === 'free') return viewport
  const { width, height } = scene.reference
  return { centre: { x: width / 2, y: height / 2 }, scale: fitScale(scene) }
}

/** A pane point (CSS px from the pane's top left) as an image point of the reference. */
export function toReferencePoint(point: Point, { centre, scale }: Placement, frame: Frame): Point {
  const anchor = anchorOf(frame)
  return { x: centre.x + (point.x - anchor.x) / scale, y: centre.y + (point.y - anchor.y) / scale }
}

export function toPanePoint(point: Point, { centre, scale }: Placement, frame: Frame): Point {
  const anchor = anchorOf(frame)
  return { x: anchor.x + (point.x - centre.x) * scale, y: anchor.y + (point.y - centre.y) * scale }
}

/** Scales to `scale` (CSS px per reference px) so that the image point under `point` stays there. */
export function zoomTo(viewport: Viewport, scale: number, point: Point, scene: Scene): Viewport {
  const placement = placementOf(viewport, scene)
  const bounded = Math.min(Math.max(scale, minScale(scene)), MAX_ZOOM / scene.dpr)
  const held = toReferencePoint(point, placement, scene.frame)
  const anchor = anchorOf(scene.frame)
  const centre = { x: held.x - (point.x - anchor.x) / bounded, y: held.y - (point.y - anchor.y) / bounded }
  return { mode: 'free', centre: clampToPicture(centre, scene.reference), scale: bounded }
}

export function zoomBy(viewport: Viewport, factor: number, point: Point, scene: Scene): Viewport {
  return zoomTo(viewport, placementOf(viewport, scene).scale * factor, point, scene)
}

/** The next stop of zoom up (1) or down (-1), about the middle of the free area. */
export function zoomStep(viewport: Viewport, direction: 1 | -1, scene: Scene): Viewport {
  const zoom = zoomOf(placementOf(viewport, scene).scale, scene.dpr)
  const stops = direction > 0 ? ZOOM_STOPS : ZOOM_STOPS.toReversed()
  const next = stops.find((stop) => (stop - zoom) * direction > 0.005)
  const target = next ?? (direction > 0 ? MAX_ZOOM : minScale(scene) * scene.dpr)
  return zoomTo(viewport, target / scene.dpr, anchorOf(scene.frame), scene)
}

/** Moves the picture by CSS px. */
export function panBy(viewport: Viewport, dx: number, dy: number, scene: Scene): Viewport {
  const { centre, scale } = placementOf(viewport, scene)
  const moved = { x: centre.x - dx / scale, y: centre.y - dy / scale }
  return { mode: 'free', centre: clampToPicture(moved, scene.reference), scale }
}

/** The middle of the free area never leaves the picture, so that it cannot be lost. */
const clampToPicture = ({ x, y }: Point, { width, height }: Size): Point => ({
  x: Math.min(Math.max(x, 0), width),
  y: Math.min(Math.max(y, 0), height),
})

/**
 * Where the reference's own top left corner stands in the pane, in CSS px on whole device pixels: the same number for
 * every pane, so that rounding moves all of them together.
 */
export function originOf(placement: Placement, { frame, dpr }: Scene): Point {
  const corner = toPanePoint({ x: 0, y: 0 }, placement, frame)
  return { x: Math.round(corner.x * dpr) / dpr, y: Math.round(corner.y * dpr) / dpr }
}
