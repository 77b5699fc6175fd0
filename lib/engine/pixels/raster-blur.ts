import { isOpaque } from '@/lib/images/pixels/opaque'
import { LINEAR_OF_BYTE, toByte } from '@/lib/images/pixels/srgb'
import type { RgbaRaster } from '@/lib/images/raster'
import { blurPlane, type Plane } from './gaussian'
import { blurWide, LEAST_WIDE_SIGMA } from './wide-blur'

/** Linear light times coverage, one plane for each channel: what a lens would mix. */
function premultiplied(raster: RgbaRaster, channel: number): Plane {
  const { width, height, data } = raster
  const plane = new Float32Array(width * height)
  for (let index = 0, at = 0; index < plane.length; index++, at += 4) {
    const alpha = data[at + 3]! / 255
    plane[index] = channel === 3 ? alpha : LINEAR_OF_BYTE[data[at + channel]!]! * alpha
  }
  return { width, height, data: plane }
}

/** A Gaussian blur in linear light, so that lights stay bright and see-through pixels lend no colour. */
export async function blurRaster(
  signal: AbortSignal,
  raster: RgbaRaster,
  sigma: number,
): Promise<RgbaRaster> {
  if (sigma >= LEAST_WIDE_SIGMA) return blurWide(signal, raster, sigma)
  const out = new Uint8Array(raster.data.length).fill(255)
  let alpha: Plane | undefined
  if (!isOpaque(raster)) {
    alpha = premultiplied(raster, 3)
    await blurPlane(signal, alpha, sigma)
    for (let index = 0; index < alpha.data.length; index++)
      out[index * 4 + 3] = Math.round(alpha.data[index]! * 255)
  }
  for (let channel = 0; channel < 3; channel++) {
    const plane = premultiplied(raster, channel)
    await blurPlane(signal, plane, sigma)
    for (let index = 0; index < plane.data.length; index++) {
      const coverage = alpha === undefined ? 1 : Math.max(1e-6, alpha.data[index]!)
      out[index * 4 + channel] = toByte(plane.data[index]! / coverage)
    }
  }
  return { ...raster, data: out }
}
