import type { Plane } from '@/lib/engine/pixels/gaussian'
import { createStretch } from '@/lib/engine/pixels/stretch'
import type { Box, Mask, RgbaRaster, Size } from '@/lib/images/raster'

export const emptyPlane = ({ width, height }: Size): Plane => ({
  width,
  height,
  data: new Float32Array(width * height),
})

/** A plane made of another, value by value. (`Float32Array.map` calls for each value and takes five times as long.) */
export function mapPlane(
  { width, height, data }: Plane,
  map: (value: number, index: number) => number,
): Plane {
  const out = new Float32Array(data.length)
  for (let i = 0; i < out.length; i++) out[i] = map(data[i]!, i)
  return { width, height, data: out }
}

/** Luma 0–1 of a picture; good enough to find edges by. */
export function lumaPlane({ width, height, data }: RgbaRaster): Plane {
  const plane = emptyPlane({ width, height })
  for (let index = 0, at = 0; index < plane.data.length; index++, at += 4)
    plane.data[index] = (data[at]! * 0.299 + data[at + 1]! * 0.587 + data[at + 2]! * 0.114) / 255
  return plane
}

/** Bilinear resampling of all values. */
export function resizePlane(plane: Plane, { width, height }: Size): Plane {
  if (plane.width === width && plane.height === height) return plane
  const draw = createStretch(plane, { width, height })
  const out = emptyPlane({ width, height })
  for (let y = 0; y < height; y++) draw(y, out.data.subarray(y * width, (y + 1) * width))
  return out
}

/** Mean over a square window; near the edge over what there is of it. */
export function boxMean({ width, height, data }: Plane, radius: number): Plane {
  const across = new Float32Array(data.length)
  for (let y = 0; y < height; y++) meanLine(data, across, y * width, width, radius)
  return { width, height, data: meanRows(across, width, height, radius) }
}

/** The means along all columns at once, row by row: so memory is read in its order. */
function meanRows(from: Float32Array, width: number, height: number, radius: number): Float32Array {
  const to = new Float32Array(from.length)
  const sums = new Float64Array(width)
  let count = 0
  for (let y = -radius; y < height; y++) {
    const entering = (y + radius) * width
    const leaving = (y - radius - 1) * width
    if (y + radius < height) {
      for (let x = 0; x < width; x++) sums[x]! += from[entering + x]!
      count++
    }
    if (leaving >= 0) {
      for (let x = 0; x < width; x++) sums[x]! -= from[leaving + x]!
      count--
    }
    if (y >= 0) for (let x = 0, at = y * width; x < width; x++, at++) to[at] = sums[x]! / count
  }
  return to
}

function meanLine(from: Float32Array, to: Float32Array, start: number, length: number, radius: number): void {
  let sum = 0
  let count = 0
  for (let i = 0; i < Math.min(radius, length); i++) {
    sum += from[start + i]!
    count++
  }
  for (let i = 0; i < length; i++) {
    if (i + radius < length) {
      sum += from[start + i + radius]!
      count++
    }
    if (i > radius) {
      sum -= from[start + i - radius - 1]!
      count--
    }
    to[start + i] = sum / count
  }
}

/** Where values exceed a limit; undefined when none does. */
export function boundsOf({ width, height, data }: Plane, limit = 0.5): Box | undefined {
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++)
      if (data[at]! > limit) {
        left = Math.min(left, x)
        right = Math.max(right, x)
        top = Math.min(top, y)
        bottom = y
      }
  return right < 0 ? undefined : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}

/** The same, but the outermost pixels are as those further in: models see the edge of a picture as that of its things. */
export function extendToEdges({ width, height, data }: Plane, edgePx: number): Plane {
  const clampTo = (at: number, length: number) =>
    Math.min(Math.max(at, Math.min(edgePx, length - 1)), Math.max(0, length - 1 - edgePx))
  const out = new Float32Array(data.length)
  for (let y = 0, at = 0; y < height; y++) {
    const row = clampTo(y, height) * width
    for (let x = 0; x < width; x++, at++) out[at] = data[row + clampTo(x, width)]!
  }
  return { width, height, data: out }
}

/** Share of the picture that a mask covers, 0–1. */
export function coverageOf({ data }: Plane): number {
  let covered = 0
  for (let i = 0; i < data.length; i++) if (data[i]! > 0.5) covered++
  return covered / data.length
}

/** Intersection over union of two masks, 0–1. */
export function overlapOf(a: Plane, b: Plane): number {
  let both = 0
  let either = 0
  for (let i = 0; i < a.data.length; i++) {
    const inA = a.data[i]! > 0.5
    const inB = b.data[i]! > 0.5
    if (inA && inB) both++
    if (inA || inB) either++
  }
  return either === 0 ? 0 : both / either
}

/** Share of the first mask that lies in the second, 0–1. */
export function shareInside(inner: Plane, outer: Plane): number {
  let all = 0
  let inside = 0
  for (let i = 0; i < inner.data.length; i++) {
    if (inner.data[i]! <= 0.5) continue
    all++
    if (outer.data[i]! > 0.5) inside++
  }
  return all === 0 ? 0 : inside / all
}

/** Everything within `radius` of what is inside, as 0 or 1. */
export const grow = (plane: Plane, radius: number): Plane =>
  mapPlane(
    boxMean(
      mapPlane(plane, (value) => (value > 0.5 ? 1 : 0)),
      radius,
    ),
    (value) => (value > 1e-4 ? 1 : 0),
  )

/** (`Uint8Array.from` with a function walks an iterator and takes ten times as long.) */
export function toMask({ width, height, data }: Plane): Mask {
  const out = new Uint8Array(data.length)
  for (let i = 0; i < out.length; i++) out[i] = Math.round(Math.min(1, Math.max(0, data[i]!)) * 255)
  return { width, height, data: out }
}

export const fromMask = ({ width, height, data }: Mask): Plane => ({
  width,
  height,
  data: Float32Array.from(data, (value) => value / 255),
})
