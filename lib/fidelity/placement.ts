import type { Raster } from '@/lib/images/raster'
import type { Pixels } from './plane'
import { compose, invert, scaling, type Transform, toAffine } from './transform'
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
    original: isSameFrame ? first : warpRaster(first, toOriginal, frame),
    aligned: {
      raster:
        isIdentity(transform) && isSameFrame && sameSize(first, second)
          ? second
          : warpRaster(second, toTrimmed, frame),
      cover: coverOf(result, toResult, frame),
    },
  }
}

const sameSize = (one: Raster, other: Raster) => one.width === other.width && one.height === other.height

const isIdentity = ({ scaleX, scaleY, shiftX, shiftY, rotationDeg }: Transform): boolean =>
  scaleX === 1 && scaleY === 1 && shiftX === 0 && shiftY === 0 && rotationDeg === 0
