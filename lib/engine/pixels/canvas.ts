import type { RgbaRaster, Size } from '@/lib/images/raster'

/** A raster of one colour (8-bit red, green, blue, alpha). */
export function fillRaster(
  { width, height }: Size,
  colour: readonly [red: number, green: number, blue: number, alpha: number],
): RgbaRaster {
  const data = new Uint8Array(width * height * 4)
  new Uint32Array(data.buffer).fill(new Uint32Array(Uint8Array.from(colour).buffer)[0]!)
  return { width, height, channels: 4, data }
}

/** Lays one raster over another of the same size or larger, and returns the latter, changed in place. */
export function pasteRaster(canvas: RgbaRaster, raster: RgbaRaster, left: number, top: number): RgbaRaster {
  for (let row = 0; row < raster.height; row++)
    for (let column = 0; column < raster.width; column++) {
      const from = (row * raster.width + column) * 4
      const at = ((top + row) * canvas.width + left + column) * 4
      paintPixel(canvas.data, at, raster.data.subarray(from, from + 3), raster.data[from + 3]! / 255)
    }
  return canvas
}

/** Paints a colour over one pixel with a coverage 0–1, as `source over` of the W3C compositing rules. */
export function paintPixel(data: Uint8Array, at: number, colour: ArrayLike<number>, coverage: number): void {
  if (coverage <= 0) return
  const below = (data[at + 3]! / 255) * (1 - coverage)
  const alpha = coverage + below
  for (let channel = 0; channel < 3; channel++)
    data[at + channel] = Math.round((colour[channel]! * coverage + data[at + channel]! * below) / alpha)
  data[at + 3] = Math.round(alpha * 255)
}
