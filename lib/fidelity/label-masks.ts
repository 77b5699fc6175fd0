import type { Mask } from '@/lib/images/raster'
import { CHAMFER_UNIT, distancesTo } from './chamfer'

/**
 * One mask for each label, to be laid over each other in the order of the labels. The passage of a mask lies inside it,
 * so where two labels touch the lower one goes on beneath the upper one: else the original would show through the seam.
 * @param labels 0 = none; each mask is 255 where its label is, and at most `featherPx` beneath a higher one
 */
export function masksOfLabels(labels: Mask, count: number, featherPx: number): Mask[] {
  const { width, height, data } = labels
  const reach = (featherPx + 1) * CHAMFER_UNIT
  return Array.from({ length: count }, (_, index) => {
    const label = index + 1
    const mask: Mask = { width, height, data: data.map((each) => (each === label ? 255 : 0)) }
    if (label === count || featherPx <= 0) return mask
    const distances = distancesTo(labels, (i) => data[i] === label)
    for (let i = 0; i < data.length; i++) if (data[i]! > label && distances[i]! <= reach) mask.data[i] = 255
    return mask
  })
}
