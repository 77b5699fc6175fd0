import type { Raster, Size } from '@/lib/images/raster'

/** One value for each pixel, rows from the top. Brightness lies between 0 and 1. */
export type Plane = Size & { data: Float32Array }

/** Where a plane that was drawn from another shows nothing. */
export const NOT_COVERED = -1

export type Pixels = Raster<Uint8Array> | Raster<Uint16Array>

export const createPlane = (width: number, height: number): Plane => ({
  width,
  height,
  data: new Float32Array(width * height),
})

/** 255 or 65535: the sample that means full. */
export const fullScaleOf = (raster: Pixels): number => (raster.data instanceof Uint16Array ? 65535 : 255)

type Weights = { first: Int32Array; count: Int32Array; weight: Float32Array; taps: number }

/** Weights of a triangle filter that is as wide as a target pixel when shrinking (antialiased), bilinear when growing. */
function triangleWeights(from: number, to: number): Weights {
  const ratio = from / to
  const reach = Math.max(1, ratio)
  const taps = Math.ceil(reach * 2) + 1
  const [first, count] = [new Int32Array(to), new Int32Array(to)]
  const weight = new Float32Array(to * taps)
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * ratio - 0.5
    const start = Math.max(0, Math.ceil(centre - reach))
    const end = Math.min(from - 1, Math.floor(centre + reach))
    let sum = 0
    for (let j = start; j <= end; j++)
      sum += weight[i * taps + j - start] = Math.max(1e-6, 1 - Math.abs(j - centre) / reach)
    for (let j = start; j <= end; j++) weight[i * taps + j - start]! /= sum
    first[i] = start
    count[i] = end - start + 1
  }
  return { first, count, weight, taps }
}

/** Fills one row of brightness (encoded values, Rec. 601 weights); transparent pixels lie over mid grey. */
function readBrightness(raster: Pixels, y: number, row: Float32Array): void {
  const { width, channels, data } = raster
  const unit = 1 / fullScaleOf(raster)
  const hasAlpha = channels === 2 || channels === 4
  let at = y * width * channels
  if (channels === 3) {
    for (let x = 0; x < width; x++, at += 3)
      row[x] = (0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!) * unit
    return
  }
  for (let x = 0; x < width; x++, at += channels) {
    const value = channels < 3 ? data[at]! : 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!
    const alpha = hasAlpha ? data[at + channels - 1]! * unit : 1
    row[x] = value * unit * alpha + 0.5 * (1 - alpha)
  }
}

function shrinkRows(
  height: number,
  width: number,
  to: Size,
  readRow: (y: number, row: Float32Array) => void,
): Plane {
  const [across, down] = [triangleWeights(width, to.width), triangleWeights(height, to.height)]
  const out = createPlane(to.width, to.height)
  const [row, narrow] = [new Float32Array(width), new Float32Array(to.width)]
  let open = 0
  for (let y = 0; y < height; y++) {
    readRow(y, row)
    for (let x = 0; x < to.width; x++) {
      let sum = 0
      const start = across.first[x]!
      const offset = x * across.taps
      const n = across.count[x]!
      for (let k = 0; k < n; k++) sum += row[start + k]! * across.weight[offset + k]!
      narrow[x] = sum
    }
    while (open < to.height && down.first[open]! + down.count[open]! <= y) open++
    for (let oy = open; oy < to.height && down.first[oy]! <= y; oy++) {
      const k = y - down.first[oy]!
      if (k >= down.count[oy]!) continue
      const w = down.weight[oy * down.taps + k]!
      for (let x = 0, at = oy * to.width; x < to.width; x++, at++) out.data[at]! += narrow[x]! * w
    }
  }
  return out
}

/** The brightness of a picture at another size; positions scale exactly by the ratio of the sizes. */
export const brightnessAt = (raster: Pixels, to: Size): Plane =>
  shrinkRows(raster.height, raster.width, to, (y, row) => readBrightness(raster, y, row))

export const resizePlane = (plane: Plane, to: Size): Plane =>
  plane.width === to.width && plane.height === to.height
    ? plane
    : shrinkRows(plane.height, plane.width, to, (y, row) =>
        row.set(plane.data.subarray(y * plane.width, (y + 1) * plane.width)),
      )
