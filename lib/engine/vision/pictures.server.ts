import 'server-only'
import type { Box, RgbaRaster, Size } from '@/lib/images/raster'
import { openPixels } from '@/lib/images/sharp.server'

/** Red, green and blue of a picture or a part of it at another size, bytes interleaved. See-through parts are grey. */
export async function resampleRgb(
  raster: RgbaRaster,
  size: Size,
  { part, kernel = 'linear' }: { part?: Box; kernel?: 'linear' | 'lanczos3' | 'cubic' } = {},
): Promise<Uint8Array> {
  const whole = openPixels(raster.data, raster)
  const cut = part
    ? whole.extract({ left: part.x, top: part.y, width: part.width, height: part.height })
    : whole
  const { data } = await cut
    .flatten({ background: '#808080' })
    .resize(size.width, size.height, { fit: 'fill', kernel })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return data
}

/** The picture at a size of its own, opaque. */
export async function resampleRaster(raster: RgbaRaster, size: Size): Promise<RgbaRaster> {
  const { data } = await openPixels(raster.data, raster)
    .flatten({ background: '#808080' })
    .resize(size.width, size.height, { fit: 'fill', kernel: 'lanczos3' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { ...size, channels: 4, data: new Uint8Array(data) }
}

/** Bytes to numbers with the channels last, each `value * scale + shift`. */
export const toChannelsLast = (rgb: Uint8Array, scale: number, shift: number): Float32Array =>
  Float32Array.from(rgb, (value) => value * scale + shift)
