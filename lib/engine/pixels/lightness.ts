import { LINEAR_OF_BYTE, luminanceOf } from '@/lib/images/pixels/srgb'
import type { RgbaRaster } from '@/lib/images/raster'
import type { Plane } from './gaussian'
import { cubeRoot } from './oklab-at'

/** The OKLab lightness of a grey with this pixel's luminance, 0–1, for every pixel. */
export function lightnessPlane({ width, height, data }: RgbaRaster): Plane {
  const plane = new Float32Array(width * height)
  for (let index = 0, at = 0; index < plane.length; index++, at += 4) {
    const luminance = luminanceOf(
      LINEAR_OF_BYTE[data[at]!]!,
      LINEAR_OF_BYTE[data[at + 1]!]!,
      LINEAR_OF_BYTE[data[at + 2]!]!,
    )
    plane[index] = cubeRoot(luminance)
  }
  return { width, height, data: plane }
}
