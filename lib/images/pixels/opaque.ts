import type { RgbaRaster } from '@/lib/images/raster'

/** True when nothing shines through any pixel. */
export function isOpaque({ data }: Pick<RgbaRaster, 'data'>): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false
  return true
}
