import 'server-only'
import type { Sharp } from 'sharp'
import { toImageError } from '@/lib/images/decoder/decode-failure.server'
import { readContainer } from '@/lib/images/formats/container.server'
import { isOpaque } from '@/lib/images/pixels/opaque'
import type { Raster, RgbaRaster } from '@/lib/images/raster'
import type { RenditionKind } from '@/lib/images/record'
import { openImage, openPixels } from '@/lib/images/sharp.server'

export const THUMB_SIDE_PX = 320
export const PREVIEW_SIDE_PX = 2048
/** Up to this side single pixels can be seen on the screen, so nothing may be smoothed away. */
const EXACT_SIDE_PX = 512

/**
 * Effort 0 writes a 1-megapixel preview in 60 ms where effort 4 takes 150 ms and saves 2 % (2 cores, noisy photo);
 * lossless costs three times more again. From quality 89 on, encoding takes a fifth longer. Transparency is kept
 * exactly either way.
 */
const LOSSY = { quality: 88, alphaQuality: 100, effort: 0 }
const LOSSLESS = { lossless: true, effort: 0 }
const THUMB = { quality: 80, effort: 0 }

/**
 * The small copies of a file. The picture is decoded once; the thumbnail is made from the preview's pixels.
 * @throws AppError as `inspectImage`
 */
export async function makeRenditions(bytes: Uint8Array): Promise<Record<RenditionKind, Buffer>> {
  return encodeRenditions(await decodeForScreen(bytes))
}

/**
 * Decodes a file for its small copies: upright, at the size of the preview. Every row of the first frame is read for it.
 * @throws AppError as `inspectImage`
 */
export async function decodeForScreen(bytes: Uint8Array): Promise<Raster> {
  readContainer(bytes)
  try {
    return await fitPreview(openImage(bytes).autoOrient())
  } catch (error) {
    throw toImageError(error)
  }
}

/** The small copies of pixels that are at hand: nothing needs to be decoded. */
export async function renditionsOf(raster: RgbaRaster): Promise<Record<RenditionKind, Buffer>> {
  const isSmall = Math.max(raster.width, raster.height) <= PREVIEW_SIDE_PX
  return encodeRenditions(isSmall ? raster : await fitPreview(openPixels(raster.data, raster)))
}

async function fitPreview(picture: Sharp): Promise<Raster> {
  const { data, info } = await picture
    .resize(boxOf(PREVIEW_SIDE_PX))
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: info.channels }
}

/** Both small copies of a decoded picture. */
export async function encodeRenditions(pixels: Raster): Promise<Record<RenditionKind, Buffer>> {
  // What is see-through is weighed by its alpha while it shrinks: twice the time, for nothing where nothing is.
  const isSolid = pixels.channels === 4 && isOpaque(pixels)
  const open = () =>
    isSolid ? openPixels(pixels.data, pixels).removeAlpha() : openPixels(pixels.data, pixels)
  const encoding = Math.max(pixels.width, pixels.height) <= EXACT_SIDE_PX ? LOSSLESS : LOSSY
  const [thumb, preview] = await Promise.all([
    open().resize(boxOf(THUMB_SIDE_PX)).webp(THUMB).toBuffer(),
    open().webp(encoding).toBuffer(),
  ])
  return { thumb, preview }
}

const boxOf = (sidePx: number) =>
  ({ width: sidePx, height: sidePx, fit: 'inside', withoutEnlargement: true }) as const
