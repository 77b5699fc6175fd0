import type { Size } from '@/lib/images/raster'
import { brightnessAt, type Pixels, type Plane, resizePlane } from './plane'

/** A picture's brightness at one size. Density: plane pixels for one pixel of the picture. */
export type Level = { plane: Plane; densityX: number; densityY: number }

/** Long sides at which pictures are aligned. Tiles are placed to about 0.05 px, so more would add nothing that counts. */
const LONG_SIDES_PX = [256, 512, 1024]

const longSide = ({ width, height }: Size) => Math.max(width, height)

/** The same picture small, middle and large; nothing larger than the larger need of both pictures. */
export function createPyramid(raster: Pixels, other: Size): Level[] {
  const finest = Math.max(256, Math.min(1024, Math.min(longSide(raster), longSide(other))))
  const wanted = LONG_SIDES_PX.filter((side) => side < finest).concat(finest)
  const largest = brightnessAt(raster, sizeAt(raster, finest))
  return wanted.map((side) => {
    const plane = resizePlane(largest, sizeAt(raster, side))
    return { plane, densityX: plane.width / raster.width, densityY: plane.height / raster.height }
  })
}

function sizeAt({ width, height }: Size, side: number): Size {
  const density = side / Math.max(width, height)
  return {
    width: Math.max(8, Math.round(width * density)),
    height: Math.max(8, Math.round(height * density)),
  }
}
