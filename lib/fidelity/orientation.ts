import type { Size } from '@/lib/images/raster'
import type { Pixels, Plane } from './plane'
import { type Affine, compose, fromAffine, invert, type Transform, toAffine } from './transform'

/** How a result was laid down: first mirrored left to right, or not, then turned clockwise by quarters. */
export type Orientation = { quarters: 0 | 1 | 2 | 3; isMirrored: boolean }

export const isUpright = ({ quarters, isMirrored }: Orientation): boolean => quarters === 0 && !isMirrored

const isOnItsSide = ({ quarters }: Orientation): boolean => quarters % 2 === 1

/** The size of a picture once its orientation is undone, and the other way round. */
export const turnSize = <Sides extends Size>({ width, height }: Sides, orientation: Orientation): Size =>
  isOnItsSide(orientation) ? { width: height, height: width } : { width, height }

/** From the px of a result to those of the same result with its orientation undone. */
export function toUpright(orientation: Orientation, { width, height }: Size): Affine {
  const turned: Affine[] = [
    { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 },
    { a: 0, b: 1, c: 0, d: -1, e: 0, f: width },
    { a: -1, b: 0, c: width, d: 0, e: -1, f: height },
    { a: 0, b: -1, c: height, d: 1, e: 0, f: 0 },
  ]
  const back = turned[orientation.quarters]!
  const across = turnSize({ width, height }, orientation).width
  return orientation.isMirrored ? compose({ a: -1, b: 0, c: across, d: 0, e: 1, f: 0 }, back) : back
}

/** The orientation in a transform: what is left of its turn without it lies within 45°. */
export function orientationOf({
  scaleX,
  rotationDeg,
}: Pick<Transform, 'scaleX' | 'rotationDeg'>): Orientation {
  const isMirrored = scaleX < 0
  const quarters = Math.round(((isMirrored ? 1 : -1) * rotationDeg) / 90)
  return { quarters: (((quarters % 4) + 4) % 4) as Orientation['quarters'], isMirrored }
}

/** The transform of a result from that of the same result with its orientation undone; `result` is its own size. */
export const withOrientation = (upright: Transform, orientation: Orientation, result: Size): Transform =>
  isUpright(orientation) ? upright : fromAffine(compose(toAffine(upright), toUpright(orientation, result)))

/** The same result with its orientation undone, exactly, and where that lies: all that is drawn is upright. */
export function bringUpright(result: Pixels, transform: Transform): { result: Pixels; transform: Transform } {
  const orientation = orientationOf(transform)
  if (isUpright(orientation)) return { result, transform }
  const back = invert(toUpright(orientation, result))
  const size = turnSize(result, orientation)
  const { channels } = result
  const data =
    result.data instanceof Uint16Array
      ? new Uint16Array(result.data.length)
      : new Uint8Array(result.data.length)
  eachSource(size, back, result.width, (from, to) => {
    for (let c = 0; c < channels; c++) data[to * channels + c] = result.data[from * channels + c]!
  })
  return {
    result: { ...size, channels, data } as Pixels,
    transform: fromAffine(compose(toAffine(transform), back)),
  }
}

/** A plane with its orientation undone. */
export function turnPlane(plane: Plane, orientation: Orientation): Plane {
  if (isUpright(orientation)) return plane
  const size = turnSize(plane, orientation)
  const data = new Float32Array(plane.data.length)
  eachSource(size, invert(toUpright(orientation, plane)), plane.width, (from, to) => {
    data[to] = plane.data[from]!
  })
  return { ...size, data }
}

/** For each pixel of a picture of this size the index of the one that comes there. */
function eachSource(
  { width, height }: Size,
  { a, b, c, d, e, f }: Affine,
  sourceWidth: number,
  take: (from: number, to: number) => void,
): void {
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++, to++) {
      const column = a * (x + 0.5) + b * (y + 0.5) + c
      const row = d * (x + 0.5) + e * (y + 0.5) + f
      take((row | 0) * sourceWidth + (column | 0), to)
    }
}
