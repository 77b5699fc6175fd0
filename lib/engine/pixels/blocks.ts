import { LINEAR_OF_BYTE, toByte } from '@/lib/images/pixels/srgb'
import type { RgbaRaster } from '@/lib/images/raster'

/** Averages square blocks in linear light into a small raster; blocks at the right and lower edge may be cut. */
export function averageBlocks(signal: AbortSignal, raster: RgbaRaster, blockPx: number): RgbaRaster {
  const width = Math.ceil(raster.width / blockPx)
  const height = Math.ceil(raster.height / blockPx)
  const data = new Uint8Array(width * height * 4)
  for (let y = 0, at = 0; y < height; y++) {
    signal.throwIfAborted()
    for (let x = 0; x < width; x++, at += 4) averageBlock(raster, x * blockPx, y * blockPx, blockPx, data, at)
  }
  return { width, height, channels: 4, data }
}

function averageBlock(
  { width, height, data }: RgbaRaster,
  left: number,
  top: number,
  blockPx: number,
  out: Uint8Array,
  at: number,
): void {
  const right = Math.min(width, left + blockPx)
  const bottom = Math.min(height, top + blockPx)
  let red = 0
  let green = 0
  let blue = 0
  let coverage = 0
  for (let y = top; y < bottom; y++)
    for (let x = left, from = (y * width + left) * 4; x < right; x++, from += 4) {
      const alpha = data[from + 3]! / 255
      red += LINEAR_OF_BYTE[data[from]!]! * alpha
      green += LINEAR_OF_BYTE[data[from + 1]!]! * alpha
      blue += LINEAR_OF_BYTE[data[from + 2]!]! * alpha
      coverage += alpha
    }
  const weight = Math.max(1e-6, coverage)
  out[at] = toByte(red / weight)
  out[at + 1] = toByte(green / weight)
  out[at + 2] = toByte(blue / weight)
  out[at + 3] = Math.round((255 * coverage) / ((right - left) * (bottom - top)))
}

/** Draws every pixel of a small raster as a block again; the result has the size that is asked for. */
export function spreadBlocks(small: RgbaRaster, width: number, height: number, blockPx: number): RgbaRaster {
  const data = new Uint8Array(width * height * 4)
  const source = new Uint32Array(small.data.buffer, small.data.byteOffset, small.width * small.height)
  const target = new Uint32Array(data.buffer)
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor(y / blockPx) * small.width
    for (let x = 0; x < width; x++, at++) target[at] = source[row + Math.floor(x / blockPx)]!
  }
  return { width, height, channels: 4, data }
}
