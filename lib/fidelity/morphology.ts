import type { Size } from '@/lib/images/raster'

type Mask = Uint8Array<ArrayBuffer>

/** Spreads the sought value (0 or 255) along rows: a pixel gets it when one within the reach has it. */
function spreadAcross(mask: Mask, out: Mask, { width, height }: Size, reach: number, sought: number): void {
  const other = 255 - sought
  for (let row = 0; row < width * height; row += width) {
    let last = -reach - 1
    for (let x = 0; x < Math.min(reach, width); x++) if (mask[row + x] === sought) last = x
    for (let x = 0; x < width; x++) {
      if (x + reach < width && mask[row + x + reach] === sought) last = x + reach
      out[row + x] = x - last <= reach ? sought : other
    }
  }
}

/** The same along columns, row by row with a note for each column: memory is read in order. */
function spreadDown(mask: Mask, out: Mask, { width, height }: Size, reach: number, sought: number): void {
  const other = 255 - sought
  const last = new Int32Array(width).fill(-reach - 1)
  const note = (y: number) => {
    const row = y * width
    for (let x = 0; x < width; x++) if (mask[row + x] === sought) last[x] = y
  }
  for (let y = 0; y < Math.min(reach, height); y++) note(y)
  for (let y = 0; y < height; y++) {
    if (y + reach < height) note(y + reach)
    const row = y * width
    for (let x = 0; x < width; x++) out[row + x] = y - last[x]! <= reach ? sought : other
  }
}

function spread(mask: Mask, size: Size, reach: number, sought: number): Mask {
  const across = new Uint8Array(mask.length)
  spreadAcross(mask, across, size, reach, sought)
  spreadDown(across, mask, size, reach, sought)
  return mask
}

/** Grows a mask of 0 and 255 by a square, in place. */
export const dilate = (mask: Mask, size: Size, reach: number): Mask => spread(mask, size, reach, 255)

/** Shrinks a mask of 0 and 255 by a square, in place; the picture's border does not eat into it. */
export const erode = (mask: Mask, size: Size, reach: number): Mask => spread(mask, size, reach, 0)

/** Closes gaps narrower than twice the reach, in place; the outline stays. */
export const close = (mask: Mask, size: Size, reach: number): Mask =>
  erode(dilate(mask, size, reach), size, reach)
