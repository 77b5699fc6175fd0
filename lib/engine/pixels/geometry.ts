import type { Box, RgbaRaster, Size } from '@/lib/images/raster'

/** Cuts a box out of a raster; the box must lie inside. */
export function cropRaster(raster: RgbaRaster, box: Box): RgbaRaster {
  const data = new Uint8Array(box.width * box.height * 4)
  for (let row = 0; row < box.height; row++) {
    const from = ((box.y + row) * raster.width + box.x) * 4
    data.set(raster.data.subarray(from, from + box.width * 4), row * box.width * 4)
  }
  return { width: box.width, height: box.height, channels: 4, data }
}

/** Builds a raster pixel by pixel: `from(x, y)` is the index of the pixel that comes to x, y. */
function rearrange(
  raster: RgbaRaster,
  { width, height }: Size,
  from: (x: number, y: number) => number,
): RgbaRaster {
  const data = new Uint8Array(width * height * 4)
  const source = new Uint32Array(raster.data.buffer, raster.data.byteOffset, raster.data.length / 4)
  const target = new Uint32Array(data.buffer)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) target[at] = source[from(x, y)]!
  return { width, height, channels: 4, data }
}

/** Turns by quarters, exactly. `quarters` counts clockwise, 0–3. */
export function turnRaster(raster: RgbaRaster, quarters: number): RgbaRaster {
  const { width, height } = raster
  if (quarters === 0) return raster
  if (quarters === 2) return rearrange(raster, raster, (x, y) => (height - 1 - y) * width + (width - 1 - x))
  const size = { width: height, height: width }
  return quarters === 1
    ? rearrange(raster, size, (x, y) => (height - 1 - x) * width + y)
    : rearrange(raster, size, (x, y) => x * width + (width - 1 - y))
}

/** Mirrors left and right, or top and bottom, exactly. */
export function flipRaster(raster: RgbaRaster, direction: 'horizontal' | 'vertical'): RgbaRaster {
  const { width, height } = raster
  return direction === 'horizontal'
    ? rearrange(raster, raster, (x, y) => y * width + (width - 1 - x))
    : rearrange(raster, raster, (x, y) => (height - 1 - y) * width + x)
}

/** The largest box of a ratio inside a size, placed by its anchor (0 = left or top, 1 = right or bottom). */
export function boxOfRatio(
  size: Size,
  ratio: Size,
  anchor: { across: number; down: number } = { across: 0.5, down: 0.5 },
): Box {
  const scale = Math.min(size.width / ratio.width, size.height / ratio.height)
  const width = Math.min(size.width, Math.max(1, Math.round(ratio.width * scale)))
  const height = Math.min(size.height, Math.max(1, Math.round(ratio.height * scale)))
  return placeBox(size, { width, height }, anchor)
}

/** A box of a given size inside another, placed by its anchor. */
export function placeBox(size: Size, box: Size, anchor: { across: number; down: number }): Box {
  return {
    ...box,
    x: Math.round((size.width - box.width) * anchor.across),
    y: Math.round((size.height - box.height) * anchor.down),
  }
}
