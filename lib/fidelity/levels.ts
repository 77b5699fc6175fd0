import type { Size } from '@/lib/images/raster'
import { brightnessAt, type Pixels, type Plane, resizePlane } from './plane'

/** A picture's brightness at one size. Density: plane pixels for one pixel of the picture. */
export type Level = { plane: Plane; densityX: number; densityY: number }

/** Long sides at which pictures are aligned. Tiles are placed to about 0.05 px, so more would add nothing that counts. */
const LONG_SIDES_PX = [256, 512, 1024] as const

const longSide = ({ width, height }: Size) => Math.max(width, height)

/** The same picture small, middle and large; nothing larger than the larger need of both pictures. */
export function createPyramid(raster: Pixels, other: Size): Level[] {
  const finest = Math.max(256, Math.min(1024, Math.min(longSide(raster), longSide(other))))
  const wanted: number[] = LONG_SIDES_PX.filter((side) => side < finest)
  wanted.push(finest)
  const largest = brightnessAt(raster, sizeAt(raster, finest))
  return wanted.map((side) => toLevel(raster, resizePlane(largest, sizeAt(raster, side))))
}

/** The smallest of the pyramid alone. */
export const createCoarsest = (raster: Pixels): Level =>
  toLevel(raster, brightnessAt(raster, sizeAt(raster, LONG_SIDES_PX[0])))

const toLevel = ({ width, height }: Size, plane: Plane): Level => ({
  plane,
  densityX: plane.width / width,
  densityY: plane.height / height,
})

function sizeAt({ width, height }: Size, side: number): Size {
  const density = side / Math.max(width, height)
  return {
    width: Math.max(8, Math.round(width * density)),
    height: Math.max(8, Math.round(height * density)),
  }
}
