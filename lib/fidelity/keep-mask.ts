import type { Box, Mask, Size } from '@/lib/images/raster'
import { CHAMFER_UNIT, distancesTo } from './chamfer'
import type { ChangeMap } from './map-changes'
import { type Affine, invert } from './transform'
import { coverOf } from './warp'

/**
 * The mask of everything that changed, at the original's size, grown by half the feather: the passage, which lies
 * inside the mask, is then centred on the true outline. Only 0 and 255.
 */
export function proposeMask(map: ChangeMap, original: Size, featherPx: number): Mask {
  return growMask(enlarge(map.mask, original), featherPx / 2)
}

/** Everything at least half inside, and all that lies within `byPx` px of it. Only 0 and 255. */
export function growMask({ width, height, data }: Mask, byPx: number): Mask {
  const grown = { width, height, data: new Uint8Array(data.length) }
  // A plain loop: a mask has as many px as the photo.
  for (let i = 0; i < data.length; i++) if (data[i]! >= 128) grown.data[i] = 255
  const growUnits = byPx * CHAMFER_UNIT
  if (growUnits === 0) return grown
  const box = padded(boxOf(grown), Math.ceil(2 * byPx), grown)
  const distances = distancesTo(box, (i) => grown.data[indexIn(grown, box, i)] !== 0)
  for (let i = 0; i < distances.length; i++)
    if (distances[i]! <= growUnits) grown.data[indexIn(grown, box, i)] = 255
  return grown
}

/** A mask at the size of a picture: as it is when it has that size, else smoothed and cut in the middle to 0 and 255. */
export const fitMask = (mask: Mask, picture: Size): Mask =>
  mask.width === picture.width && mask.height === picture.height ? mask : enlarge(mask, picture)

function enlarge(mask: Mask, to: Size): Mask {
  const { width, height, data } = mask
  const out = new Uint8Array(to.width * to.height)
  const box = padded(boxOf(mask), 1, mask)
  const [scaleX, scaleY] = [to.width / width, to.height / height]
  const [left, right] = [Math.floor(box.x * scaleX), Math.ceil((box.x + box.width) * scaleX)]
  const columns = Float32Array.from({ length: to.width }, (_, x) =>
    Math.max(0, Math.min(width - 1, (x + 0.5) / scaleX - 0.5)),
  )
  for (let y = Math.floor(box.y * scaleY); y < Math.ceil((box.y + box.height) * scaleY); y++) {
    const py = Math.max(0, Math.min(height - 1, (y + 0.5) / scaleY - 0.5))
    const top = Math.floor(py)
    const [fy, above, below] = [py - top, top * width, Math.min(height - 1, top + 1) * width]
    for (let x = left; x < right; x++) {
      const px = columns[x]!
      const before = px | 0
      const after = Math.min(width - 1, before + 1)
      const upper = data[above + before]! + (data[above + after]! - data[above + before]!) * (px - before)
      const lower = data[below + before]! + (data[below + after]! - data[below + before]!) * (px - before)
      out[y * to.width + x] = upper + (lower - upper) * fy >= 127.5 ? 255 : 0
    }
  }
  return { ...to, data: out }
}

/** A box with a margin, cut to the picture; an empty one for none. */
function padded(box: Box | undefined, marginPx: number, picture: Size): Box {
  if (!box) return { x: 0, y: 0, width: 0, height: 0 }
  const [x, y] = [Math.max(0, box.x - marginPx), Math.max(0, box.y - marginPx)]
  const right = Math.min(picture.width, box.x + box.width + marginPx)
  const bottom = Math.min(picture.height, box.y + box.height + marginPx)
  return { x, y, width: right - x, height: bottom - y }
}

/** Where the pixel of a box lies in the whole. */
const indexIn = ({ width }: Size, box: Box, index: number): number =>
  (box.y + Math.floor(index / box.width)) * width + box.x + (index % box.width)

/** The smallest box around everything over 0; undefined for an empty mask. */
export function boxOf({ width, height, data }: Mask): Box | undefined {
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0; y < height; y++) {
    let first = y * width
    const end = first + width
    while (first < end && data[first] === 0) first++
    if (first === end) continue
    let last = end - 1
    while (data[last] === 0) last--
    left = Math.min(left, first - y * width)
    right = Math.max(right, last - y * width)
    top = Math.min(top, y)
    bottom = y
  }
  return bottom < 0 ? undefined : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}

/**
 * The weights of a composite: the mask, cut to what the result shows, with a passage of `featherPx` original pixels
 * that lies wholly inside it. 0 stays 0.
 * @param toOriginal where the result lies
 */
export function featherMask(mask: Mask, featherPx: number, result: Size, toOriginal: Affine): Mask {
  const { width, height } = mask
  const data = Uint8Array.from(mask.data)
  const cover = coverOf(result, invert(toOriginal), { x: 0, y: 0, width, height })
  for (let y = 0; y < height; y++) {
    data.fill(0, y * width, y * width + cover.from[y]!)
    data.fill(0, y * width + cover.to[y]!, (y + 1) * width)
  }
  if (featherPx <= 0) return { width, height, data }
  const weights = { width, height, data }
  // One pixel around the mask is where distances are counted from.
  const box = padded(boxOf(weights), 1, mask)
  const distances = distancesTo(box, (i) => data[indexIn(mask, box, i)] === 0)
  const span = (featherPx + 1) * CHAMFER_UNIT
  for (let i = 0; i < distances.length; i++) {
    if (distances[i]! >= span || distances[i] === 0) continue
    const at = indexIn(mask, box, i)
    const t = distances[i]! / span
    data[at] = Math.round(data[at]! * t * t * (3 - 2 * t))
  }
  return weights
}
