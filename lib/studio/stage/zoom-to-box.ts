import {
  anchorOf,
  type Point,
  type Scene,
  type Size,
  type Viewport,
  zoomTo,
} from '@/lib/studio/stage/viewport'

/** How much of the free area a box fills when it is looked at: what surrounds it stays in sight. */
const BOX_SHARE = 0.6

/** Looks at a box of the reference, in its px. */
export function zoomToBox(box: Point & Size, scene: Scene): Viewport {
  const { width, height, clearBottom } = scene.frame
  const scale = BOX_SHARE * Math.min(width / box.width, (height - clearBottom) / box.height)
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  return zoomTo({ mode: 'free', centre, scale }, scale, anchorOf(scene.frame), scene)
}
