import type { Size } from '@/lib/images/raster'
import { blurPlane, type Plane } from './gaussian'

/** Which way edges run at each pixel: the angle along them in radians, and how clearly (0 = no direction, 1 = one). */
export type Directions = Size & { angle: Float32Array; clarity: Float32Array }

/** The smoothed structure tensor of a picture (J. Weickert, 1998): `sigma` says how far neighbours agree. */
export async function findDirections(
  signal: AbortSignal,
  { width, height, data }: Plane,
  sigma: number,
): Promise<Directions> {
  const [xx, yy, xy] = [0, 1, 2].map((): Plane => ({ width, height, data: new Float32Array(width * height) }))
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      const right = data[x < width - 1 ? at + 1 : at]!
      const left = data[x > 0 ? at - 1 : at]!
      const below = data[y < height - 1 ? at + width : at]!
      const above = data[y > 0 ? at - width : at]!
      const across = right - left
      const down = below - above
      xx!.data[at] = across * across
      yy!.data[at] = down * down
      xy!.data[at] = across * down
    }
  for (const plane of [xx!, yy!, xy!]) await blurPlane(signal, plane, sigma)
  const angle = new Float32Array(width * height)
  const clarity = new Float32Array(width * height)
  for (let at = 0; at < angle.length; at++) {
    const sum = xx!.data[at]! + yy!.data[at]!
    const difference = xx!.data[at]! - yy!.data[at]!
    const root = Math.hypot(difference, 2 * xy!.data[at]!)
    angle[at] = Math.atan2(2 * xy!.data[at]!, difference) / 2 + Math.PI / 2
    clarity[at] = sum < 1e-9 ? 0 : root / sum
  }
  return { width, height, angle, clarity }
}
