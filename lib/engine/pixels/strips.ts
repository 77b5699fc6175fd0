import type { RgbaRaster } from '@/lib/images/raster'

/** Pictures up to this many pixels are worked on whole, larger ones in strips of about as many. */
const STRIP_PIXELS = 4_000_000

/**
 * Works on a large picture strip by strip, so that what an effect needs besides stays small at any size.
 * @param haloPx how far around a pixel the effect looks
 * @param work gets some rows with their halo and says what becomes of them; `top` = where they begin in the whole
 */
export async function eachStrip(
  signal: AbortSignal,
  raster: RgbaRaster,
  haloPx: number,
  work: (strip: RgbaRaster, top: number) => RgbaRaster | Promise<RgbaRaster>,
): Promise<RgbaRaster> {
  const { width, height } = raster
  if (width * height <= STRIP_PIXELS * 1.5) return work(raster, 0)
  const halo = Math.ceil(haloPx)
  const rows = Math.max(halo, Math.floor(STRIP_PIXELS / width))
  const data = new Uint8Array(raster.data.length)
  for (let row = 0; row < height; row += rows) {
    signal.throwIfAborted()
    const top = Math.max(0, row - halo)
    const end = Math.min(height, row + rows + halo)
    const own = raster.data.subarray(top * width * 4, end * width * 4)
    const done = await work({ ...raster, height: end - top, data: own }, top)
    const from = (row - top) * width * 4
    data.set(done.data.subarray(from, from + Math.min(rows, height - row) * width * 4), row * width * 4)
  }
  return { ...raster, data }
}
