import type { Size } from '@/lib/images/raster'

/**
 * Where a point of the result lies in the original, both in pixels from the top-left corner of the top-left pixel:
 * `original = rotate(rotationDeg) · (scaleX · x, scaleY · y) + (shiftX, shiftY)`; without rotation simply
 * `original x = scaleX · result x + shiftX`. A positive angle turns clockwise on the screen (y points down): a result
 * that was turned by a quarter clockwise has −90°.
 */
export type Transform = {
  /** Negative: the result is mirrored. */
  scaleX: number
  scaleY: number
  shiftX: number
  shiftY: number
  rotationDeg: number
}

/** `x' = a·x + b·y + c`, `y' = d·x + e·y + f`. */
export type Affine = { a: number; b: number; c: number; d: number; e: number; f: number }

export type Point = { x: number; y: number }

/** The transform of a result that was only resized: corner falls on corner. */
export function plainResize(original: Size, result: Size): Transform {
  return {
    scaleX: original.width / result.width,
    scaleY: original.height / result.height,
    shiftX: 0,
    shiftY: 0,
    rotationDeg: 0,
  }
}

/** Quarters exactly: an exact turn must stay one. */
function turnOf(degrees: number): { cos: number; sin: number } {
  const quarters = degrees / 90
  if (Number.isInteger(quarters)) {
    const quarter = ((quarters % 4) + 4) % 4
    return { cos: [1, 0, -1, 0][quarter]!, sin: [0, 1, 0, -1][quarter]! }
  }
  const angle = (degrees * Math.PI) / 180
  return { cos: Math.cos(angle), sin: Math.sin(angle) }
}

/** Result pixels to original pixels. */
export function toAffine({ scaleX, scaleY, shiftX, shiftY, rotationDeg }: Transform): Affine {
  const { cos, sin } = turnOf(rotationDeg)
  return { a: cos * scaleX, b: -sin * scaleY, c: shiftX, d: sin * scaleX, e: cos * scaleY, f: shiftY }
}

/** The nearest transform without shear: lengths of the axes are kept, their turn is the mean of both. */
export function fromAffine({ a, b, c, d, e, f }: Affine): Transform {
  const scaleX = Math.hypot(a, d) * (a * e - b * d < 0 ? -1 : 1)
  const scaleY = Math.hypot(b, e)
  const angle = Math.atan2(d / scaleX - b / scaleY + 0, a / scaleX + e / scaleY)
  return {
    scaleX,
    scaleY,
    shiftX: c,
    shiftY: f,
    rotationDeg: (angle * 180) / Math.PI,
  }
}

/** The affine that undoes this one. The scales must not be zero. */
export function invert({ a, b, c, d, e, f }: Affine): Affine {
  const det = a * e - b * d
  return {
    a: e / det,
    b: -b / det,
    c: (b * f - e * c) / det,
    d: -d / det,
    e: a / det,
    f: (d * c - a * f) / det,
  }
}

/** First `inner`, then `outer`. */
export function compose(outer: Affine, inner: Affine): Affine {
  return {
    a: outer.a * inner.a + outer.b * inner.d,
    b: outer.a * inner.b + outer.b * inner.e,
    c: outer.a * inner.c + outer.b * inner.f + outer.c,
    d: outer.d * inner.a + outer.e * inner.d,
    e: outer.d * inner.b + outer.e * inner.e,
    f: outer.d * inner.c + outer.e * inner.f + outer.f,
  }
}

/** Scaling about the top-left corner. */
export const scaling = (x: number, y: number): Affine => ({ a: x, b: 0, c: 0, d: 0, e: y, f: 0 })

export const apply = (affine: Affine, x: number, y: number): Point => ({
  x: affine.a * x + affine.b * y + affine.c,
  y: affine.d * x + affine.e * y + affine.f,
})

/** Between what lines a picture of a size lies after a transform. */
export function spanOf(affine: Affine, { width, height }: Size) {
  const corners = [0, width].flatMap((x) => [0, height].map((y) => apply(affine, x, y)))
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}

/** The largest distance between two transforms at the corners of the result, in original pixels. */
export function cornerDistance(one: Transform, other: Transform, result: Size): number {
  const [first, second] = [toAffine(one), toAffine(other)]
  return Math.max(
    ...[0, result.width].flatMap((x) =>
      [0, result.height].map((y) => {
        const [p, q] = [apply(first, x, y), apply(second, x, y)]
        return Math.hypot(p.x - q.x, p.y - q.y)
      }),
    ),
  )
}
