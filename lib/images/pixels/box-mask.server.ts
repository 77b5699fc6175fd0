import 'server-only'
import type { Box, Size } from '@/lib/images/raster'
import { openPixels } from '@/lib/images/sharp.server'

/** A grey PNG of a picture's size that is white within a box, which lies inside. */
export function drawBoxMask({ width, height }: Size, box: Box): Promise<Buffer> {
  const data = new Uint8Array(width * height)
  for (let y = box.y; y < box.y + box.height; y++)
    data.fill(255, y * width + box.x, y * width + box.x + box.width)
  return openPixels(data, { width, height, channels: 1 })
    .toColourspace('b-w')
    .png({ compressionLevel: 1 })
    .toBuffer()
}
