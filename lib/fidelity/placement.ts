import type { Box, Raster } from '@/lib/images/raster'
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

/** From this ratio on a picture is shrunk by whole pixels first: the filter that follows has four times less to read. */
const COARSE_FROM = 4

/** The mean of squares of pixels. Rows and columns that fill no square are left out. */
function averageSquares({ width, height, channels, data }: Raster, side: number): Raster {
  const size = { width: Math.floor(width / side), height: Math.floor(height / side) }
  const out = new Uint8Array(size.width * size.height * channels)
  const sums = new Uint32Array(size.width * channels)
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

/** Draws an opaque picture in two steps when it shrinks much. */
function drawShrunk(raster: Raster, toRaster: Affine, frame: Box): Raster {
  const ratio = Math.min(toRaster.a, toRaster.e)
  const hasAlpha = raster.channels === 2 || raster.channels === 4
  if (ratio < COARSE_FROM || hasAlpha) return warpRaster(raster, toRaster, frame)
  const side = Math.floor(ratio / 2)
  return warpRaster(averageSquares(raster, side), compose(scaling(1 / side, 1 / side), toRaster), frame)
}

/**
 * Draws both pictures into one frame at which they can be compared fairly: a result of 1 MP knows nothing of the grain
 * of a photo of 24 MP, so the photo is shrunk to the result's detail first.
 * @param longSidePx the frame is no longer than this
 */
export function placeOnOriginal(
  original: Pixels,
  result: Pixels,
  transform: Transform,
  longSidePx = Number.POSITIVE_INFINITY,
): Placement {
  const detail = Math.sqrt(transform.scaleX * transform.scaleY)
  const shrink = Math.max(
    detail > SAME_DETAIL ? detail : 1,
    Math.max(original.width, original.height) / longSidePx,
  )
  const frame = {
    x: 0,
    y: 0,
    width: Math.max(1, Math.round(original.width / shrink)),
    height: Math.max(1, Math.round(original.height / shrink)),
  }
  const toOriginal = scaling(original.width / frame.width, original.height / frame.height)
  const toResult = compose(invert(toAffine(transform)), toOriginal)
  const isSameFrame = shrink === 1
  const trimmed = trimToOriginal(original, result, transform)
  const toTrimmed = compose(invert(toAffine(trimmed.transform)), toOriginal)
  const [first, second] = [toBytes(original), toBytes(trimmed.result)]
  return {
    original: isSameFrame ? first : drawShrunk(first, toOriginal, frame),
    aligned: {
      raster:
        isIdentity(transform) && isSameFrame && sameSize(first, second)
          ? second
          : drawShrunk(second, toTrimmed, frame),
      cover: coverOf(result, toResult, frame),
    },
  }
}

const sameSize = (one: Raster, other: Raster) => one.width === other.width && one.height === other.height

const isIdentity = ({ scaleX, scaleY, shiftX, shiftY, rotationDeg }: Transform): boolean =>
  scaleX === 1 && scaleY === 1 && shiftX === 0 && shiftY === 0 && rotationDeg === 0
