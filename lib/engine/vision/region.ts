import type { Region } from '@/lib/engine/target-words'
import type { Mask, Size } from '@/lib/images/raster'

/** The seam of a half lies inside it, this wide for the whole side: narrower ones show in a clear sky. */
const SEAM_SHARE = 0.24

const smooth = (value: number): number => {
  const t = Math.min(1, Math.max(0, value))
  return t * t * (3 - 2 * t)
}

/** Half or a third of the picture, or an oval in its middle; soft towards the rest, nothing beyond. */
export function regionMask({ width, height }: Size, where: Region, isThird = false): Mask {
  const depth = isThird ? 1 / 3 : 0.5
  const data = new Uint8Array(width * height)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      const across = (x + 0.5) / width
      const down = (y + 0.5) / height
      const inside = {
        left: depth - across,
        right: across - 1 + depth,
        top: depth - down,
        bottom: down - 1 + depth,
        centre: 0.36 - Math.hypot(across - 0.5, down - 0.5),
      }[where]
      data[at] = Math.round(255 * smooth(inside / (SEAM_SHARE * 2 * depth)))
    }
  return { width, height, data }
}
