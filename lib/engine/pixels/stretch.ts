import type { Size } from '@/lib/images/raster'
import type { Plane } from './gaussian'

type Places = { low: Int32Array; share: Float32Array }

/** Where each of `to` samples lies between `from` coarser ones; centres keep their place, ends go on. */
function placesOf(from: number, to: number, scale: number): Places {
  const low = new Int32Array(to)
  const share = new Float32Array(to)
  for (let i = 0; i < to; i++) {
    const place = Math.min(from - 1, Math.max(0, (i + 0.5) * scale - 0.5))
    low[i] = Math.min(Math.max(0, from - 2), Math.floor(place))
    share[i] = place - low[i]!
  }
  return { low, share }
}

/**
 * Draws a plane at another size by straight lines between its values, a row at a time: nothing as large as the
 * picture is held.
 * @param scale how many values of the plane a pixel is wide; for planes whose last square is cut
 */
export function createStretch(
  plane: Plane,
  { width, height }: Size,
  scale = { x: plane.width / width, y: plane.height / height },
): (y: number, out: Float32Array) => void {
  const columns = placesOf(plane.width, width, scale.x)
  const rows = placesOf(plane.height, height, scale.y)
  // One more than there are: the last place may ask for what lies after it, and takes none of it.
  const line = new Float32Array(plane.width + 1)
  return (y, out) => {
    mixRows(plane, rows.low[y]!, rows.share[y]!, line)
    const { low, share } = columns
    for (let x = 0; x < width; x++) {
      const from = low[x]!
      out[x] = line[from]! + (line[from + 1]! - line[from]!) * share[x]!
    }
  }
}

/** One line between two of a plane. */
function mixRows({ width, height, data }: Plane, row: number, share: number, out: Float32Array): void {
  const [above, below] = [row * width, Math.min(height - 1, row + 1) * width]
  for (let x = 0; x < width; x++) out[x] = data[above + x]! + (data[below + x]! - data[above + x]!) * share
}
