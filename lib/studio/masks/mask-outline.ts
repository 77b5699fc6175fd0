import type { Mask } from '@/lib/images/raster'

/** Four numbers for each line: x1, y1, x2, y2, in px of the mask. */
export type Outline = readonly number[]

/** Where a mask begins and ends, as lines between its px; neighbouring pieces are one line. The border is no edge. */
export function outlineOf({ width, height, data }: Mask): Outline {
  const lines: number[] = []
  for (let y = 1; y < height; y++) {
    const row = y * width
    let start = -1
    for (let x = 0; x <= width; x++) {
      const isEdge = x < width && isIn(data, row + x) !== isIn(data, row + x - width)
      if (isEdge && start < 0) start = x
      if (!isEdge && start >= 0) {
        lines.push(start, y, x, y)
        start = -1
      }
    }
  }
  return addUpright({ width, height, data }, lines)
}

/** Row by row, as memory lies, with the beginning of each open line kept by column. */
function addUpright({ width, height, data }: Mask, lines: number[]): number[] {
  const starts = new Int32Array(width).fill(-1)
  for (let y = 0; y <= height; y++)
    for (let x = 1; x < width; x++) {
      const at = y * width + x
      const isEdge = y < height && isIn(data, at) !== isIn(data, at - 1)
      if (isEdge && starts[x]! < 0) starts[x] = y
      if (!isEdge && starts[x]! >= 0) {
        lines.push(x, starts[x]!, x, y)
        starts[x] = -1
      }
    }
  return lines
}

const isIn = (data: Uint8Array, at: number): boolean => data[at]! >= 128
