import { AppError } from '@/lib/errors'
import type { Box, Size } from '@/lib/images/raster'
import type { ImageFacts, ImageFormat } from '@/lib/images/record'

/** What a model takes as one picture. Sides in px, ratio = width / height. */
export type InputLimits = {
  formats: readonly ImageFormat[]
  maxBytes: number
  maxPixels?: number
  maxSidePx?: number
  minSidePx?: number
  minRatio?: number
  maxRatio?: number
}

/** The browser knows the first four; what is not known counts as ordinary. */
export type PreparableImage = Pick<ImageFacts, 'width' | 'height' | 'format'> & {
  bytes: number
} & Partial<ImageFacts>

export type Preparation = Size & {
  format: ImageFormat
  /** The coded pixels can be passed on; only metadata is taken out. */
  keepsPixels: boolean
  /** In words, e.g. "scaled to 2048 × 1386". Empty when nothing is done to the pixels. */
  changes: string[]
}

const NAMES: Record<ImageFormat, string> = { png: 'PNG', jpeg: 'JPEG', webp: 'WebP' }

/**
 * What has to be done to a picture before a model may get it: nothing more than its limits ask for.
 * @param within the part of the upright picture that it gets, in its px; without it the whole
 * @throws AppError `bad_aspect_ratio` naming the limits: cropping is for the user to decide.
 */
export function planPreparation(whole: PreparableImage, limits: InputLimits, within?: Box): Preparation {
  const image = within ? { ...whole, width: within.width, height: within.height } : whole
  checkRatio(image, limits)
  const size = fitSize(image, limits)
  const format = chooseFormat(image, limits)
  const changes = [
    ...(within ? [`cropped to ${within.width} × ${within.height}`] : []),
    ...((image.orientation ?? 1) === 1 ? [] : ['turned upright']),
    ...(isPlainColour(image) ? [] : [`converted from ${image.colourSpace} to sRGB`]),
    ...(image.bitDepth === 16 ? ['reduced to 8 bits a channel'] : []),
    ...(image.animated ? ['reduced to its first frame'] : []),
    ...(size.width === image.width && size.height === image.height
      ? []
      : [`scaled to ${size.width} × ${size.height}`]),
    ...(format === image.format ? [] : [`converted to ${NAMES[format]}`]),
  ]
  return { ...size, format, keepsPixels: changes.length === 0 && image.bytes <= limits.maxBytes, changes }
}

/** The line under "What is sent". @returns the refusal in words when the picture does not fit the model. */
export function describePreparation(image: PreparableImage, limits: InputLimits, within?: Box): string {
  try {
    const { changes, keepsPixels } = planPreparation(image, limits, within)
    const done =
      keepsPixels || changes.length > 0 ? changes : [`compressed to ${toMegabytes(limits.maxBytes)}`]
    return done.length === 0
      ? 'Sent as it is, without metadata'
      : `${capitalise(done.join(', '))}, without metadata`
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
}

const toMegabytes = (bytes: number): string => `under ${Math.floor(bytes / 100_000) / 10} MB`
const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function checkRatio({ width, height }: Size, limits: InputLimits): void {
  const { minRatio = 0, maxRatio = Number.POSITIVE_INFINITY } = limits
  const ratio = width / height
  if (ratio >= minRatio && ratio <= maxRatio) return
  throw new AppError(
    'bad_aspect_ratio',
    `This image is ${width} × ${height} (${ratioInWords(ratio)}); the model takes ${ratioInWords(minRatio)} to ${ratioInWords(maxRatio)}. Crop it and try again.`,
  )
}

function ratioInWords(ratio: number): string {
  const rounded = (value: number) => String(Math.round(value * 100) / 100)
  return ratio >= 1 ? `${rounded(ratio)}:1` : `1:${rounded(1 / ratio)}`
}

function fitSize({ width, height }: Size, limits: InputLimits): Size {
  const { maxSidePx = Number.POSITIVE_INFINITY, maxPixels = Number.POSITIVE_INFINITY, minSidePx = 1 } = limits
  const down = Math.min(1, maxSidePx / Math.max(width, height), Math.sqrt(maxPixels / (width * height)))
  const up = minSidePx / Math.min(width, height)
  if (up > 1) return { width: Math.ceil(width * up), height: Math.ceil(height * up) }
  if (down === 1) return { width, height }
  return { width: Math.max(1, Math.floor(width * down)), height: Math.max(1, Math.floor(height * down)) }
}

function chooseFormat({ format, hasAlpha }: PreparableImage, { formats }: InputLimits): ImageFormat {
  if (formats.includes(format)) return format
  const wanted: ImageFormat[] = hasAlpha ? ['png', 'webp', 'jpeg'] : ['jpeg', 'png', 'webp']
  return wanted.find((each) => formats.includes(each)) ?? format
}

function isPlainColour({ colourSpace = 'sRGB' }: PreparableImage): boolean {
  return colourSpace === 'Grey' || /^sRGB\b/.test(colourSpace)
}
