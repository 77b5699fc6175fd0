import type { Mask } from '@/lib/images/raster'
import type { Selection } from '@/lib/studio/selection/selecting'

/** As fine as the shapes that are found. */
const LONGEST_PX = 2048

/** What is selected as numbers, white inside, in the ratio of its picture; undefined until its shape is there. */
export function shapeOf({ mask, maskImageId, box, picture }: Selection): Mask | undefined {
  if (maskImageId) return mask ?? undefined
  const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height))
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)]
  const data = new Uint8Array(width * height)
  const [left, right] = [Math.round(box.x * scale), Math.round((box.x + box.width) * scale)]
  const bottom = Math.round((box.y + box.height) * scale)
  for (let y = Math.round(box.y * scale); y < bottom; y++) data.fill(255, y * width + left, y * width + right)
  return { width, height, data }
}
