import type { Mask, Size } from '@/lib/images/raster'
import { findComponents } from './components'
import type { ChangeMap } from './map-changes'

/** Long side of the maps that go to the screen, as of the preview over which they lie. */
export const MAP_LONG_SIDE_PX = 2048

/**
 * The change map for the screen, 8-bit grey: OKLab distance = value · `DISTANCE_STEP` (255 = that or more). A pixel
 * holds the largest value of those it stands for, so that no small change is lost.
 * @param longSidePx the map is at most this long
 */
export const mapImage = (map: ChangeMap, longSidePx = MAP_LONG_SIDE_PX): Mask =>
  shrinkToMost({ width: map.width, height: map.height, data: map.evident }, sizeWithin(map, longSidePx))

/**
 * Which region each pixel belongs to, for choosing what to take from the result: 0 none, 1 the report's first region
 * and so on up to 254; 255 for all smaller ones. Regions are grown by half the feather, as `proposeMask` does, so that a
 * mask of some of them can be used as it is, and takes as much as the mask of all of them.
 * @param featherPx in px of the frame in which the pictures were compared
 */
export function regionImage(map: ChangeMap, featherPx: number, longSidePx = MAP_LONG_SIDE_PX): Mask {
  const { width, height } = map
  const numbers = new Uint8Array(width * height)
  const { list, runs, owner } = findComponents(map.mask.data, map)
  const order = list.map((_, i) => i).sort((a, b) => list[b]!.areaPx - list[a]!.areaPx)
  const numberOf = new Uint8Array(list.length)
  for (const [place, index] of order.entries()) numberOf[index] = Math.min(255, place + 1)
  for (let i = 0; i < owner.length; i++) {
    const row = runs[3 * i]! * width
    numbers.fill(numberOf[owner[i]!]!, row + runs[3 * i + 1]!, row + runs[3 * i + 2]!)
  }
  let grown: Uint8Array = numbers
  for (let step = 0; step < Math.ceil(featherPx / 2); step++) grown = growNumbers(grown, map)
  return shrinkToMost({ width, height, data: grown }, sizeWithin(map, longSidePx))
}

/** Gives each empty pixel the number of a neighbour at its side. */
function growNumbers(numbers: Uint8Array, { width, height }: Size): Uint8Array {
  const out = numbers.slice()
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (numbers[i] !== 0) continue
      const left = x > 0 ? numbers[i - 1]! : 0
      const right = x < width - 1 ? numbers[i + 1]! : 0
      const above = y > 0 ? numbers[i - width]! : 0
      const below = y < height - 1 ? numbers[i + width]! : 0
      out[i] = left || right || above || below
    }
  return out
}

function sizeWithin({ width, height }: Size, longSidePx: number): Size {
  const scale = Math.min(1, longSidePx / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

function shrinkToMost(mask: Mask, to: Size): Mask {
  if (mask.width === to.width && mask.height === to.height) return mask
  const data = new Uint8Array(to.width * to.height)
  const columns = Int32Array.from({ length: mask.width }, (_, x) => Math.floor((x * to.width) / mask.width))
  for (let y = 0, at = 0; y < mask.height; y++) {
    const row = Math.floor((y * to.height) / mask.height) * to.width
    for (let x = 0; x < mask.width; x++, at++) {
      const place = row + columns[x]!
      data[place] = Math.max(data[place]!, mask.data[at]!)
    }
  }
  return { ...to, data }
}
