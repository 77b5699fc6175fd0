import 'server-only'
import type { Mask, RgbaRaster, Size } from '@/lib/images/raster'
import { openImage, openPixels } from '@/lib/images/sharp.server'
import { requireRoom } from './fit'
import { EngineRefusal } from './refusal'

function refuseImage(cause: unknown): never {
  const message = 'The picture cannot be read. Use a whole PNG, JPEG or WebP file.'
  throw new EngineRefusal({ code: 'INVALID_IMAGE', message }, { cause })
}

/**
 * Reads a picture upright as 8-bit sRGB with alpha.
 * @param longSidePx a longer picture is shrunk to that
 * @throws EngineRefusal `INVALID_IMAGE`, or `TOO_LARGE` above 50 megapixels.
 */
export async function decodeImage(
  signal: AbortSignal,
  bytes: Uint8Array,
  longSidePx?: number,
): Promise<RgbaRaster> {
  const { width, height } = await openImage(bytes).metadata().catch(refuseImage)
  requireRoom({ width, height })
  signal.throwIfAborted()
  const upright = openImage(bytes).autoOrient()
  const fitted = longSidePx
    ? upright.resize({ width: longSidePx, height: longSidePx, fit: 'inside', withoutEnlargement: true })
    : upright
  const { data, info } = await fitted
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch(refuseImage)
  signal.throwIfAborted()
  return { width: info.width, height: info.height, channels: 4, data: viewOf(data) }
}

/** The bytes of a Buffer without a copy: a large picture has 200 MB. */
const viewOf = ({ buffer, byteOffset, length }: Buffer): Uint8Array =>
  new Uint8Array(buffer, byteOffset, length)

/** Reads a mask: light is inside, dark and see-through outside. It is brought to the size that is asked for. */
export async function decodeMask(signal: AbortSignal, bytes: Uint8Array, size: Size): Promise<Mask> {
  const { data } = await openImage(bytes)
    .flatten({ background: '#000' })
    .resize(size.width, size.height, { fit: 'fill', kernel: 'linear' })
    .toColourspace('b-w')
    .extractChannel(0)
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch(refuseImage)
  signal.throwIfAborted()
  return { width: size.width, height: size.height, data: new Uint8Array(data) }
}

/** Writes a mask as a grey PNG. */
export async function encodeMask(signal: AbortSignal, { width, height, data }: Mask): Promise<Uint8Array> {
  const png = await openPixels(data, { width, height, channels: 1 })
    .toColourspace('b-w')
    .png({ compressionLevel: 2 })
    .toBuffer()
  signal.throwIfAborted()
  return new Uint8Array(png)
}
