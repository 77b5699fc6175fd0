import { type Point, placementOf, toPanePoint } from '@/lib/studio/stage/viewport'
import type { StudioStore } from '@/lib/studio/studio-store'

/** Pans just so far that a point of the reference, which keys have moved, is seen. */
export function keepInSight({ getState }: StudioStore, point: Point): void {
  const { viewport, scene, pan } = getState()
  const at = toPanePoint(point, placementOf(viewport, scene), scene.frame)
  const bottom = scene.frame.height - scene.frame.clearBottom
  const dx = Math.min(0, scene.frame.width - at.x) + Math.max(0, -at.x)
  const dy = Math.min(0, bottom - at.y) + Math.max(0, -at.y)
  if (dx !== 0 || dy !== 0) pan(dx, dy)
}
