import 'server-only'
import { createHash } from 'node:crypto'
import type { Sharp } from 'sharp'
import { AppError } from '@/lib/errors'
import { toImageError } from '@/lib/images/decoder/decode-failure.server'
import { stripMetadata } from '@/lib/images/formats/stripped.server'
import type { Box, Size } from '@/lib/images/raster'
import type { ImageFacts, ImageFormat } from '@/lib/images/record'
import { openImage } from '@/lib/images/sharp.server'
import { type InputLimits, type Preparation, planPreparation } from './preparation'

export type PreparedImage = Size & {
  /** SHA-256 of `bytes` in hex. */
  sentHash: string
  bytes: Uint8Array
  format: ImageFormat
  /** What was done, in words; empty when the picture goes out as it is stored. */
  changes: string[]
}

/** Tried in turn until a picture is small enough; below these it is the size that gives way. */
const QUALITIES = [92, 85, 75]
const SHRINK = 0.8

/**
 * Makes a stored picture fit for a model: upright, sRGB, without metadata, within the limits. A picture that fits
 * already keeps its coded pixels. The same picture and limits give the same bytes.
 * @param within the part of the upright picture that is wanted, in its px; without it the whole
 * @throws AppError `bad_aspect_ratio`, `too_large`, `corrupt_image`
 */
export async function prepareImage(
  signal: AbortSignal,
  stored: { bytes: Uint8Array; facts: ImageFacts },
  limits: InputLimits,
  within?: Box,
): Promise<PreparedImage> {
  const { bytes, facts } = stored
  const plan = planPreparation({ ...facts, bytes: bytes.length }, limits, within)
  if (!plan.keepsPixels) return encodeToFit(signal, stored, plan, limits, within)
  const stripped = stripMetadata(bytes, facts.format)
  const isSame = stripped.equals(bytes)
  return finish(isSame ? bytes : stripped, plan, isSame ? [] : ['metadata removed'])
}

type Encoding = { format: ImageFormat; quality: number }

async function encodeToFit(
  signal: AbortSignal,
  { bytes, facts }: { bytes: Uint8Array; facts: ImageFacts },
  plan: Preparation,
  limits: InputLimits,
  within: Box | undefined,
): Promise<PreparedImage> {
  let { width, height } = plan
  while (Math.min(width, height) >= (limits.minSidePx ?? 1)) {
    for (const encoding of encodingsFor(facts, plan, limits)) {
      signal.throwIfAborted()
      const made = { width, height, format: encoding.format }
      const encoded = await encode(bytes, made, encoding, within)
      if (encoded.length <= limits.maxBytes) return finish(encoded, made, changesOf(plan, made))
    }
    width = Math.floor(width * SHRINK)
    height = Math.floor(height * SHRINK)
  }
  throw new AppError('too_large', 'This image cannot be made small enough for the model. Scale it down.')
}

/** A PNG photo over the limit goes as JPEG before it is scaled: its pixels count for more than their last bit. */
function encodingsFor(facts: ImageFacts, plan: Preparation, limits: InputLimits): Encoding[] {
  const lossy = (format: ImageFormat) => QUALITIES.map((quality) => ({ format, quality }))
  if (plan.format !== 'png') return lossy(plan.format)
  const asJpeg = !facts.hasAlpha && limits.formats.includes('jpeg') ? lossy('jpeg') : []
  const isTooLargeAsPng = plan.changes.length === 0 && asJpeg.length > 0
  return isTooLargeAsPng ? asJpeg : [{ format: 'png', quality: 100 }, ...asJpeg]
}

function changesOf(plan: Preparation, made: Size & { format: ImageFormat }): string[] {
  const isScaled = made.width !== plan.width || made.height !== plan.height
  const changes = plan.changes.filter((change) => !(isScaled && change.startsWith('scaled')))
  if (made.format !== plan.format)
    changes.push(`converted to ${made.format === 'jpeg' ? 'JPEG' : made.format}`)
  if (isScaled) changes.push(`scaled to ${made.width} × ${made.height}`)
  return changes.length > 0 ? changes : ['compressed again']
}

async function encode(
  bytes: Uint8Array,
  { width, height }: Size,
  { format, quality }: Encoding,
  within: Box | undefined,
): Promise<Buffer> {
  try {
    const upright = openImage(bytes).autoOrient().toColourspace('srgb')
    const part = within ? upright.extract(toExtract(within)) : upright
    const scaled = part.resize({ width, height, fit: 'fill', kernel: 'lanczos3' })
    return await ENCODERS[format](scaled, quality).toBuffer()
  } catch (error) {
    throw toImageError(error)
  }
}

const toExtract = ({ x, y, width, height }: Box) => ({ left: x, top: y, width, height })

const ENCODERS: Record<ImageFormat, (image: Sharp, quality: number) => Sharp> = {
  png: (image) => image.png({ compressionLevel: 6 }),
  jpeg: (image, quality) =>
    image.flatten({ background: '#ffffff' }).jpeg({ quality, chromaSubsampling: '4:4:4' }),
  webp: (image, quality) => image.webp({ quality, alphaQuality: 100, effort: 2, smartSubsample: true }),
}

function finish(bytes: Uint8Array, made: Size & { format: ImageFormat }, changes: string[]): PreparedImage {
  const { width, height, format } = made
  const sentHash = createHash('sha256').update(bytes).digest('hex')
  return { width, height, format, bytes, sentHash, changes }
}
