import type { Box } from '@/lib/images/raster'
import { fullScaleOf, type Pixels } from './plane'
import type { Affine } from './transform'

/** For each row the columns from `from` up to, not including, `to` that the source covers. */
export type Cover = { from: Int32Array; to: Int32Array }

const LOBES = 3
const PHASES = 512
/** Rows worked on at a time: bounds the memory to a few rows of floats. */
const STRIP_ROWS = 96

/** Lanczos' windowed sinc with three lobes (Duchon, 1979), as a table of |distance| · PHASES. */
const KERNEL = Float32Array.from({ length: LOBES * PHASES + 2 }, (_, i) => {
  const x = (i / PHASES) * Math.PI
  if (i === 0) return 1
  return i >= LOBES * PHASES ? 0 : (Math.sin(x) * Math.sin(x / LOBES) * LOBES) / (x * x)
})

type Taps = { first: Int32Array; weight: Float32Array; count: number }

const createTaps = (length: number, reach: number): Taps => {
  const count = Math.ceil(reach * 2) + 1
  return { first: new Int32Array(length), weight: new Float32Array(length * count), count }
}

/** Weights of the source samples around `at` (in sample positions) for one target; the border sample is repeated by weight. */
function fillTaps(taps: Taps, index: number, at: number, stretch: number, length: number): void {
  const { count, weight } = taps
  const ideal = Math.ceil(at - LOBES * stretch)
  const first = Math.max(0, Math.min(length - count, ideal))
  const offset = index * count
  weight.fill(0, offset, offset + count)
  let sum = 0
  const end = Math.floor(at + LOBES * stretch)
  for (let j = ideal; j <= end; j++) {
    const value = KERNEL[Math.min(LOBES * PHASES + 1, Math.round((Math.abs(j - at) / stretch) * PHASES))]!
    const place = Math.max(0, Math.min(length - 1, j)) - first
    if (place < 0 || place >= count) continue
    weight[offset + place]! += value
    sum += value
  }
  for (let k = 0; k < count; k++) weight[offset + k]! /= sum || 1
  taps.first[index] = first
}

/** One source row of three opaque channels drawn across: the usual photo, so the loop is written out. */
function drawOpaqueAcross(source: Pixels, y: number, taps: Taps, out: Float32Array, outAt: number): void {
  const { width, data } = source
  const { first, weight, count } = taps
  const columns = first.length
  const used = Math.min(count, width)
  for (let i = 0, to = outAt; i < columns; i++, to += 3) {
    const offset = i * count
    let from = (y * width + first[i]!) * 3
    let red = 0
    let green = 0
    let blue = 0
    for (let k = offset; k < offset + used; k++, from += 3) {
      const w = weight[k]!
      red += w * data[from]!
      green += w * data[from + 1]!
      blue += w * data[from + 2]!
    }
    out[to] = red
    out[to + 1] = green
    out[to + 2] = blue
  }
}

/** One source row of any channels drawn across, colours multiplied by their alpha. */
function drawAnyAcross(source: Pixels, y: number, taps: Taps, out: Float32Array, outAt: number): void {
  const { width, channels, data } = source
  const { first, weight, count } = taps
  const used = Math.min(count, width)
  const hasAlpha = channels !== 1
  const last = channels - 1
  for (let i = 0, to = outAt; i < first.length; i++, to += channels) {
    let from = (y * width + first[i]!) * channels
    for (let c = 0; c < channels; c++) out[to + c] = 0
    for (let k = 0; k < used; k++, from += channels) {
      const w = weight[i * count + k]!
      const shown = hasAlpha ? w * data[from + last]! : w
      for (let c = 0; c < channels; c++)
        out[to + c]! += (hasAlpha && c === last ? w : shown) * data[from + c]!
    }
  }
}

/** One row of sums as samples: rounded, clamped, and divided by alpha again. */
function storeRow(sums: Float32Array, out: Pixels, to: number, full: number): void {
  const { channels, data } = out
  const hasAlpha = channels === 2 || channels === 4
  const last = channels - 1
  if (!hasAlpha) {
    for (let n = 0; n < sums.length; n++) data[to + n] = Math.max(0, Math.min(full, sums[n]! + 0.5))
    return
  }
  for (let n = 0; n < sums.length; n += channels) {
    const alpha = sums[n + last]!
    for (let c = 0; c < last; c++)
      data[to + n + c] = alpha > 0 ? Math.max(0, Math.min(full, sums[n + c]! / alpha + 0.5)) : 0
    data[to + n + last] = Math.max(0, Math.min(full, alpha + 0.5))
  }
}

const emptyLike = (source: Pixels, width: number, height: number): Pixels => {
  const length = width * height * source.channels
  const size = { width, height, channels: source.channels }
  return source.data instanceof Uint16Array
    ? { ...size, data: new Uint16Array(length) }
    : { ...size, data: new Uint8Array(length) }
}

/**
 * Draws a picture into another frame in two passes, across and down (Catmull and Smith, 1980), with a Lanczos filter
 * that widens when the picture shrinks. Alpha is respected: hidden colours do not bleed.
 * @param toSource from the frame's pixels to the source's
 * @param frame the part of the frame that is wanted
 */
export function warpRaster<Image extends Pixels>(source: Image, toSource: Affine, frame: Box): Image {
  const out = emptyLike(source, frame.width, frame.height)
  for (let top = 0; top < frame.height; top += STRIP_ROWS)
    warpStrip(source, toSource, frame, top, Math.min(frame.height, top + STRIP_ROWS), out)
  return out as Image
}

function warpStrip(
  source: Pixels,
  toSource: Affine,
  frame: Box,
  top: number,
  bottom: number,
  out: Pixels,
): void {
  const { a, b, c, d, e, f } = toSource
  const { channels } = source
  const [stretchX, stretchY] = [Math.max(1, Math.abs(a - (b * d) / e)), Math.max(1, Math.abs(e))]
  const yAt = (i: number, j: number) => d * (frame.x + i + 0.5) + e * (frame.y + j + 0.5) + f - 0.5
  const ends = [0, frame.width - 1].flatMap((i) => [top, bottom - 1].map((j) => yAt(i, j)))
  const across = createTaps(frame.width, LOBES * stretchX)
  const down = createTaps(d === 0 ? 1 : frame.width, LOBES * stretchY)
  const firstRow = Math.max(
    0,
    Math.min(source.height - down.count, Math.ceil(Math.min(...ends) - LOBES * stretchY)),
  )
  const lastRow = Math.min(
    source.height - 1,
    Math.max(firstRow + down.count - 1, Math.floor(Math.max(...ends) + LOBES * stretchY) + 1),
  )
  const rowLength = frame.width * channels
  const rows = new Float32Array((lastRow - firstRow + 1) * rowLength)
  const slope = a - (b * d) / e
  const drawAcross = channels === 3 ? drawOpaqueAcross : drawAnyAcross
  for (let y = firstRow; y <= lastRow; y++) {
    const start = (b / e) * (y + 0.5) + c - (b * f) / e
    if (b !== 0 || y === firstRow)
      for (let i = 0; i < frame.width; i++)
        fillTaps(across, i, slope * (frame.x + i + 0.5) + start - 0.5, stretchX, source.width)
    drawAcross(source, y, across, rows, (y - firstRow) * rowLength)
  }
  drawDown(
    { rows, firstRow, rowCount: lastRow - firstRow + 1 },
    down,
    { top, bottom, yAt, stretchY, isTurned: d !== 0 },
    source,
    out,
  )
}

type Rows = { rows: Float32Array; firstRow: number; rowCount: number }
type Strip = {
  top: number
  bottom: number
  yAt: (i: number, j: number) => number
  stretchY: number
  isTurned: boolean
}

function drawDown(
  { rows, firstRow, rowCount }: Rows,
  taps: Taps,
  strip: Strip,
  source: Pixels,
  out: Pixels,
): void {
  const { channels } = source
  const rowLength = out.width * channels
  const full = fullScaleOf(source)
  const sums = new Float32Array(rowLength)
  for (let j = strip.top; j < strip.bottom; j++) {
    if (!strip.isTurned) fillTaps(taps, 0, strip.yAt(0, j), strip.stretchY, source.height)
    else for (let i = 0; i < out.width; i++) fillTaps(taps, i, strip.yAt(i, j), strip.stretchY, source.height)
    sums.fill(0)
    for (let k = 0; k < taps.count; k++) {
      if (!strip.isTurned) {
        const [w, row] = [taps.weight[k]!, taps.first[0]! + k - firstRow]
        if (row < 0 || row >= rowCount || w === 0) continue
        for (let n = 0, from = row * rowLength; n < rowLength; n++, from++) sums[n]! += w * rows[from]!
        continue
      }
      for (let i = 0; i < out.width; i++) {
        const [w, row] = [taps.weight[i * taps.count + k]!, taps.first[i]! + k - firstRow]
        if (row < 0 || row >= rowCount || w === 0) continue
        for (let c = 0, n = i * channels; c < channels; c++, n++) sums[n]! += w * rows[row * rowLength + n]!
      }
    }
    storeRow(sums, out, j * rowLength, full)
  }
}

/** Which pixels of the frame have their middle inside the source. */
export function coverOf(source: { width: number; height: number }, toSource: Affine, frame: Box): Cover {
  const cover = { from: new Int32Array(frame.height), to: new Int32Array(frame.height) }
  const { a, b, c, d, e, f } = toSource
  for (let j = 0; j < frame.height; j++) {
    const y = frame.y + j + 0.5
    const [x0, x1] = spanWhere(a, b * y + c, source.width)
    const [y0, y1] = spanWhere(d, e * y + f, source.height)
    const from = Math.ceil(Math.max(x0, y0) - frame.x - 0.5)
    const to = Math.floor(Math.min(x1, y1) - frame.x - 0.5) + 1
    cover.from[j] = Math.max(0, Math.min(frame.width, from))
    cover.to[j] = Math.max(cover.from[j]!, Math.min(frame.width, to))
  }
  return cover
}

/** Where 0 ≤ slope · x + start ≤ length; a hair is forgiven, so that a plain resize covers everything. */
function spanWhere(slope: number, start: number, length: number): [number, number] {
  const hair = 1e-6 * length
  if (Math.abs(slope) < 1e-12)
    return start >= -hair && start <= length + hair ? [-Infinity, Infinity] : [Infinity, -Infinity]
  const [p, q] = [(-hair - start) / slope, (length + hair - start) / slope]
  return [Math.min(p, q), Math.max(p, q)]
}
