import 'server-only'
import type { Sharp } from 'sharp'
import { toImageError } from '@/lib/images/decoder/decode-failure.server'
import type { ExportOptions } from '@/lib/images/decoder/decoder'
import { stripMetadata } from '@/lib/images/formats/stripped.server'
import { withRecipe } from '@/lib/images/formats/xmp-insert.server'
import { inspectImage } from '@/lib/images/ingest/inspect.server'
import type { ImageFacts, ImageFormat } from '@/lib/images/record'
import { openImage } from '@/lib/images/sharp.server'
import { checkSides, DEFAULT_QUALITY } from './export-limits'

/** With full colour resolution; transparency without loss. */
const ENCODERS: Record<ImageFormat, (image: Sharp, quality: number) => Sharp> = {
  png: (image) => image.png({ compressionLevel: 6 }),
  jpeg: (image, quality) =>
    image.flatten({ background: '#ffffff' }).jpeg({ quality, chromaSubsampling: '4:4:4' }),
  webp: (image, quality) => image.webp({ quality, alphaQuality: 100, effort: 2, smartSubsample: true }),
}

/**
 * A full-size copy: upright and sRGB. The same bytes and options give the same copy. When the format is the stored one
 * and nothing has to change, or may, the coded pixels are passed on untouched. JPEG has no transparency: it becomes white.
 * @throws AppError `setting_out_of_range` when the format cannot hold the size; else as `inspectImage`
 */
export async function makeExport(bytes: Uint8Array, options: ExportOptions): Promise<Buffer> {
  const facts = await inspectImage(bytes)
  checkSides(facts, options.format)
  const copy = await copyOf(bytes, facts, options)
  return options.recipe === undefined ? copy : withRecipe(copy, options.format, options.recipe)
}

async function copyOf(bytes: Uint8Array, facts: ImageFacts, options: ExportOptions): Promise<Buffer> {
  const isSame = options.format === facts.format && options.quality === undefined
  if (isSame && options.metadata === 'keep') return Buffer.from(bytes)
  if (isSame && canPassOn(facts, options.isExact)) return stripMetadata(bytes, facts.format)
  try {
    return await encode(bytes, facts, options).toBuffer()
  } catch (error) {
    throw toImageError(error)
  }
}

/** True when the stored coded pixels are already upright, sRGB (or grey) and one frame; `isExact`: in any colour space. */
function canPassOn(facts: ImageFacts, isExact = false): boolean {
  const isPlain = facts.colourSpace === 'Grey' || /^sRGB\b/.test(facts.colourSpace)
  const isFrames = facts.animated && facts.format === 'webp'
  return facts.orientation === 1 && (isPlain || isExact) && !isFrames
}

function encode(bytes: Uint8Array, facts: ImageFacts, options: ExportOptions): Sharp {
  const isDeep = facts.bitDepth === 16 && options.format === 'png'
  const upright = openImage(bytes)
    .autoOrient()
    .toColourspace(isDeep ? 'rgb16' : 'srgb')
  const { format, metadata, quality = DEFAULT_QUALITY } = options
  return ENCODERS[format](metadata === 'keep' ? upright.keepExif().keepXmp() : upright, quality)
}
