import type { Box, Mask } from '@/lib/images/raster'

/** The largest value within `radius` pixels (a square, by two passes). */
function widest(
  data: Uint8Array,
  start: number,
  stride: number,
  length: number,
  radius: number,
  out: Uint8Array,
): void {
  let until = -1
  for (let i = 0; i < Math.min(radius, length); i++) if (data[start + i * stride]! > 127) until = i + radius
  for (let i = 0; i < length; i++) {
    const ahead = i + radius
    if (ahead < length && data[start + ahead * stride]! > 127) until = ahead + radius
    out[start + i * stride] = i <= until ? 255 : 0
  }
}

/** Everything within `radius` pixels of what is more than half inside: 255, the rest 0. */
export function growMask({ width, height, data }: Mask, radius: number): Mask {
  const across = new Uint8Array(data.length)
  for (let y = 0; y < height; y++) widest(data, y * width, 1, width, radius, across)
  const grown = new Uint8Array(data.length)
  for (let x = 0; x < width; x++) widest(across, x, width, height, radius, grown)
  return { width, height, data: grown }
}

/** The rectangle around what is more than half inside; undefined when nothing is. */
export function boundsOfMask({ width, height, data }: Mask): Box | undefined {
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++)
      if (data[at]! > 127) {
        left = Math.min(left, x)
        right = Math.max(right, x)
        top = Math.min(top, y)
        bottom = y
      }
  return right < 0 ? undefined : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}
