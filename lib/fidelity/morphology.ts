import type { Size } from '@/lib/images/raster'

type Mask = Uint8Array<ArrayBuffer>

/** Sets a pixel where one pixel (or all pixels) of its row within the reach are set; nothing lies beyond the border. */
function countAcross(mask: Mask, out: Mask, { width, height }: Size, reach: number, needsAll: boolean): void {
  for (let row = 0; row < width * height; row += width) {
    let count = 0
    for (let x = 0; x < Math.min(reach, width); x++) count += mask[row + x]! & 1
    for (let x = 0; x < width; x++) {
      if (x + reach < width) count += mask[row + x + reach]! & 1
      if (x - reach - 1 >= 0) count -= mask[row + x - reach - 1]! & 1
      const span = Math.min(width - 1, x + reach) - Math.max(0, x - reach) + 1
      out[row + x] = count >= (needsAll ? span : 1) ? 255 : 0
    }
  }
}

function squarePass(mask: Mask, { width, height }: Size, reach: number, needsAll: boolean): Mask {
  const across = new Uint8Array(mask.length)
  countAcross(mask, across, { width, height }, reach, needsAll)
  countDown(across, mask, { width, height }, reach, needsAll)
  return mask
}

/** The same along columns, row by row with a counter for each column: memory is read in order. */
function countDown(mask: Mask, out: Mask, { width, height }: Size, reach: number, needsAll: boolean): void {
  const counts = new Int32Array(width)
  const add = (y: number, sign: number) => {
    const row = y * width
    for (let x = 0; x < width; x++) counts[x]! += sign * (mask[row + x]! & 1)
  }
  for (let y = 0; y < Math.min(reach, height); y++) add(y, 1)
  for (let y = 0; y < height; y++) {
    if (y + reach < height) add(y + reach, 1)
    if (y - reach - 1 >= 0) add(y - reach - 1, -1)
    const span = Math.min(height - 1, y + reach) - Math.max(0, y - reach) + 1
    const needed = needsAll ? span : 1
    const row = y * width
    for (let x = 0; x < width; x++) out[row + x] = counts[x]! >= needed ? 255 : 0
  }
}

/** Grows a mask of 0 and 255 by a square, in place. */
export const dilate = (mask: Mask, size: Size, reach: number): Mask => squarePass(mask, size, reach, false)

/** Shrinks a mask of 0 and 255 by a square, in place; the picture's border does not eat into it. */
export const erode = (mask: Mask, size: Size, reach: number): Mask => squarePass(mask, size, reach, true)

/** Closes gaps narrower than twice the reach, in place; the outline stays. */
export const close = (mask: Mask, size: Size, reach: number): Mask =>
  erode(dilate(mask, size, reach), size, reach)

/** Takes away what is thinner than twice the reach, in place. */
export const open = (mask: Mask, size: Size, reach: number): Mask =>
  dilate(erode(mask, size, reach), size, reach)
