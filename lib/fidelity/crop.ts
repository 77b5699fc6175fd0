import type { Box, Mask } from '@/lib/images/raster'
import type { Pixels } from './plane'
import type { Transform } from './transform'

/** A part of a picture as a picture of its own. The box must lie inside. */
export function cropPixels(pixels: Pixels, box: Box): Pixels {
  const { channels } = pixels
  const length = box.width * box.height * channels
  const data = pixels.data instanceof Uint16Array ? new Uint16Array(length) : new Uint8Array(length)
  for (let y = 0; y < box.height; y++) {
    const from = ((box.y + y) * pixels.width + box.x) * channels
    data.set(pixels.data.subarray(from, from + box.width * channels), y * box.width * channels)
  }
  return { width: box.width, height: box.height, channels, data } as Pixels
}

/** A mask of a part as a mask of the whole picture. */
export function widenMask(mask: Mask, box: Box, picture: { width: number; height: number }): Mask {
  const data = new Uint8Array(picture.width * picture.height)
  for (let y = 0; y < box.height; y++)
    data.set(mask.data.subarray(y * box.width, (y + 1) * box.width), (box.y + y) * picture.width + box.x)
  return { width: picture.width, height: picture.height, data }
}

/** A transform onto a part as one onto the whole picture. */
export const widenTransform = (transform: Transform, box: Box): Transform => ({
  ...transform,
  shiftX: transform.shiftX + box.x,
  shiftY: transform.shiftY + box.y,
})
