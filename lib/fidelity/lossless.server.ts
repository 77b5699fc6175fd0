import 'server-only'
import { deflateSync } from 'node:zlib'
import { AppError } from '@/lib/errors'
import { pngChunkOf } from '@/lib/images/formats/png-chunks.server'
import { walkWebp } from '@/lib/images/formats/webp-chunks'
import { riffOf, webpChunkOf } from '@/lib/images/formats/webp-file.server'
import type { Mask } from '@/lib/images/raster'
import { openPixels } from '@/lib/images/sharp.server'
import type { Pixels } from './plane'

export type LosslessFormat = 'png' | 'webp'

/** Signature and IHDR of a PNG. */
const PNG_HEADER_BYTES = 33
const WEBP_FLAGS = { profile: 0b0010_0000, alpha: 0b0001_0000 }
const WEBP_MAX_SIDE_PX = 16_383

/**
 * Pixels as a file from which exactly the same samples can be read again. The profile is attached without touching them.
 * @throws AppError `setting_out_of_range` for a WebP of 16 bits or more than 16383 px a side
 */
export function encodeLossless(
  pixels: Pixels,
  format: LosslessFormat,
  profile?: Uint8Array,
): Promise<Buffer> {
  return format === 'png' ? encodePng(pixels, profile) : encodeWebp(pixels, profile)
}

async function encodePng(pixels: Pixels, profile?: Uint8Array): Promise<Buffer> {
  const isDeep = pixels.data instanceof Uint16Array
  const space = pixels.channels < 3 ? (isDeep ? 'grey16' : 'b-w') : isDeep ? 'rgb16' : 'srgb'
  const bytes = await openPixels(pixels.data, pixels)
    .toColourspace(space)
    .png({ compressionLevel: 5 })
    .toBuffer()
  if (!profile) return bytes
  const named = Buffer.concat([Buffer.from('Profile\0\0', 'latin1'), deflateSync(profile)])
  const [header, rest] = [bytes.subarray(0, PNG_HEADER_BYTES), bytes.subarray(PNG_HEADER_BYTES)]
  return Buffer.concat([header, pngChunkOf('iCCP', named), rest])
}

async function encodeWebp(pixels: Pixels, profile?: Uint8Array): Promise<Buffer> {
  const { width, height, channels, data } = pixels
  if (data instanceof Uint16Array)
    throw new AppError('setting_out_of_range', 'WebP holds 8 bits only. Choose PNG.')
  if (Math.max(width, height) > WEBP_MAX_SIDE_PX)
    throw new AppError(
      'setting_out_of_range',
      `WebP holds at most ${WEBP_MAX_SIDE_PX} px a side. Choose PNG.`,
    )
  // `exact` keeps the colours under transparent pixels.
  const bytes = await openPixels(data, pixels).webp({ lossless: true, exact: true, effort: 2 }).toBuffer()
  if (!profile || channels < 3) return bytes
  const frames = [...walkWebp(bytes)]
    .filter(({ kind }) => kind !== 'VP8X')
    .map(({ from, to }) => bytes.subarray(from, to))
  const canvas = Buffer.alloc(10)
  canvas[0] = WEBP_FLAGS.profile | (channels === 4 ? WEBP_FLAGS.alpha : 0)
  canvas.writeUIntLE(width - 1, 4, 3)
  canvas.writeUIntLE(height - 1, 7, 3)
  return riffOf([webpChunkOf('VP8X', canvas), webpChunkOf('ICCP', profile), ...frames])
}

/** A mask or map as an 8-bit grey PNG. */
export const encodeGrey = (mask: Mask): Promise<Buffer> => encodePng({ ...mask, channels: 1 })
