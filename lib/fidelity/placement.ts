import { isOpaque } from '@/lib/images/pixels/opaque'
import type { Box, Raster, Size } from '@/lib/images/raster'
import { bringUpright } from './orientation'
import type { Pixels } from './plane'
import { type Affine, compose, invert, scaling, type Transform, toAffine } from './transform'
import { trimToOriginal } from './trim'
import { type Cover, coverOf, warpRaster } from './warp'

/** The result drawn into the frame of the original. Outside `cover` its pixels mean nothing. */
export type Aligned = { raster: Raster; cover: Cover }

/** Both pictures in one frame: the original's, or a smaller one when the result knows fewer details. */
export type Placement = { original: Raster; aligned: Aligned }

/** Up to this ratio both count as equally fine. */
const SAME_DETAIL = 1.02

function toBytes(raster: Pixels): Raster {
  if (raster.data instanceof Uint8Array) return raster as Raster
  const data = new Uint8Array(raster.data.length)
  for (let i = 0; i < data.length; i++) data[i] = (raster.data[i]! + 128) / 257
  return { ...raster, data }
}

/** Many programs write an alpha that is full everywhere: without it there is a quarter less to do. */
function withoutFullAlpha(raster: Raster): Raster {
  const { channels, data } = raster
  if (channels !== 4 || !isOpaque(raster)) return raster
  const opaque = new Uint8Array((data.length / 4) * 3)
  for (let from = 0, to = 0; from < data.length; from += 4) {
    opaque[to++] = data[from]!
    opaque[to++] = data[from + 1]!
    opaque[to++] = data[from + 2]!
  }
  return { ...raster, channels: 3, data: opaque }
}

/** A frame of more pixels than the first is shrunk by whole pixels, at least by two, to no more than the second. */
const [FULL_DETAIL_PX, MOST_PX] = [2_500_000, 6_250_000]

/** The mean of squares of pixels. Rows and columns that fill no square are left out. */
function averageSquares({ width, height, channels, data }: Raster, side: number): Raster {
  const size = { width: Math.floor(width / side), height: Math.floor(height / side) }
  const out = new Uint8Array(size.width * size.height * channels)
  const sums = new Int32Array(size.width * channels)
  const places = Int32Array.from(
    { length: size.width * side * channels },
    (_, i) => Math.floor(i / (side * channels)) * channels + (i % channels),
  )
  const half = (side * side) >> 1
  for (let y = 0; y < size.height; y++) {
    sums.fill(0)
    for (let row = y * side; row < (y + 1) * side; row++)
      for (let i = 0, from = row * width * channels; i < places.length; i++, from++)
        sums[places[i]!]! += data[from]!
    for (let i = 0; i < sums.length; i++) out[y * sums.length + i] = (sums[i]! + half) / (side * side)
  }
  return { ...size, channels, data: out }
}

const isStill = ({ a, b, c, d, e, f }: Affine): boolean =>
  a === 1 && e === 1 && b === 0 && c === 0 && d === 0 && f === 0

/** How many pixels across may be averaged before the filter, so that it has less to read. */
function squaresFor({ a, e }: Affine): number {
  if (a === e && Number.isInteger(a)) return a
  const ratio = Math.min(a, e)
  return ratio < 2 ? 1 : ratio < 4 ? 2 : Math.floor(ratio / 2)
}

function draw(raster: Raster, toRaster: Affine, frame: Box): Raster {
  const hasAlpha = raster.channels === 2 || raster.channels === 4
  const side = hasAlpha ? 1 : squaresFor(toRaster)
  const small = side === 1 ? raster : averageSquares(raster, side)
  const toSmall = side === 1 ? toRaster : compose(scaling(1 / side, 1 / side), toRaster)
  const isReady = isStill(toSmall) && small.width === frame.width && small.height === frame.height
  return isReady ? small : warpRaster(small, toSmall, frame)
}

type Frame = Box & { toOriginal: Affine }

/** The frame for comparing: as fine as the coarser picture, and no finer than can be looked through in time. */
function chooseFrame({ width, height }: Size, detail: number, longSidePx: number): Frame {
  const shrink = Math.max(detail > SAME_DETAIL ? detail : 1, Math.max(width, height) / longSidePx)
  const framePx = (width * height) / (shrink * shrink)
  const side = framePx > FULL_DETAIL_PX ? Math.max(2, Math.ceil(Math.sqrt(framePx / MOST_PX))) : 1
  if (shrink === 1)
    return {
      x: 0,
      y: 0,
      width: Math.floor(width / side),
      height: Math.floor(height / side),
      toOriginal: scaling(side, side),
    }
  const size = {
    width: Math.max(1, Math.round(width / shrink / side)),
    height: Math.max(1, Math.round(height / shrink / side)),
  }
  return { x: 0, y: 0, ...size, toOriginal: scaling(width / size.width, height / size.height) }
}

/**
 * Draws both pictures into one frame at which they can be compared fairly: a result of 1 MP knows nothing of the grain
 * of a photo of 24 MP, so the photo is shrunk to the result's detail first. Beyond 2.5 MP the frame holds the means of
 * 2 × 2 pixels (beyond 25 MP of 3 × 3, and so on).
 * @param longSidePx the frame is no longer than this
 */
export function placeOnOriginal(
  original: Pixels,
  result: Pixels,
  transform: Transform,
  longSidePx = Number.POSITIVE_INFINITY,
): Placement {
  const upright = bringUpright(result, transform)
  const detail = Math.sqrt(upright.transform.scaleX * upright.transform.scaleY)
  const { toOriginal, ...frame } = chooseFrame(original, detail, longSidePx)
  const toFrame = (to: Transform) => compose(invert(toAffine(to)), toOriginal)
  const trimmed = trimToOriginal(original, upright.result, upright.transform)
  return {
    original: draw(withoutFullAlpha(toBytes(original)), toOriginal, frame),
    aligned: {
      raster: draw(withoutFullAlpha(toBytes(trimmed.result)), toFrame(trimmed.transform), frame),
      cover: coverOf(upright.result, toFrame(upright.transform), frame),
    },
  }
}
