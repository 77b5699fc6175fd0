import type { Plane } from '@/lib/engine/pixels/gaussian'
import type { Mask, RgbaRaster } from '@/lib/images/raster'
import { refineEdges } from './guided-filter'
import { lumaPlane, resizePlane, toMask } from './plane'
import type { Scene } from './vision'

/** A mask of the working size at the picture's own size, its edge laid onto that of the picture. */
export function toFullSize(
  scene: Pick<Scene, 'work' | 'size'>,
  raster: RgbaRaster,
  mask: Plane,
  edgePx = Math.max(4, Math.round(Math.max(scene.size.width, scene.size.height) / 170)),
): Mask {
  if (edgePx === 0) return toMask(resizePlane(mask, raster))
  return refineEdges(mask, lumaPlane(scene.work), raster, edgePx)
}
