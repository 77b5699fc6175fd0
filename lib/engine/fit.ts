import type { RgbaRaster, Size } from '@/lib/images/raster'
import type { Tools } from './operation'
import { boxOfRatio, cropRaster } from './pixels/geometry'
import { EngineRefusal } from './refusal'

/** Pixel operations run at full size up to here: about 600 MB of working memory. */
export const MAX_ENGINE_PIXELS = 50_000_000

/** @throws EngineRefusal `TOO_LARGE` for a picture with more pixels than the limit. */
export function requireRoom({ width, height }: Size): void {
  if (width * height <= MAX_ENGINE_PIXELS) return
  throw new EngineRefusal({
    code: 'TOO_LARGE',
    message: `The picture would have ${width} × ${height} px; the local engine takes up to ${MAX_ENGINE_PIXELS / 1e6} megapixels.`,
  })
}

/** Makes a raster exactly this size: what is too much in one direction is cropped from the centre, then resized. */
export async function fitExactly(
  signal: AbortSignal,
  raster: RgbaRaster,
  size: Size,
  tools: Tools,
): Promise<RgbaRaster> {
  requireRoom(size)
  const box = boxOfRatio(raster, size)
  const cropped =
    box.width === raster.width && box.height === raster.height ? raster : cropRaster(raster, box)
  if (cropped.width === size.width && cropped.height === size.height) return cropped
  return tools.resize(signal, cropped, size)
}
