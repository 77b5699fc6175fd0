import 'server-only'
import type { RgbaRaster, Size } from '@/lib/images/raster'
import { openPixels } from '@/lib/images/sharp.server'
import { outlineText } from './drawing/glyphs.server'
import type { Tools } from './operation'
import { enlarge, lookAt } from './vision/scene.server'

async function resizeRaster(signal: AbortSignal, raster: RgbaRaster, size: Size): Promise<RgbaRaster> {
  signal.throwIfAborted()
  const { data, info } = await openPixels(raster.data, raster)
    .resize(size.width, size.height, { fit: 'fill', kernel: 'lanczos3' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  signal.throwIfAborted()
  return { width: info.width, height: info.height, channels: 4, data: new Uint8Array(data) }
}

/** What operations need of this machine: resampling by libvips and the outlines of the shipped font. */
export const tools: Tools = { resize: resizeRaster, outlineText, lookAt, enlarge }
