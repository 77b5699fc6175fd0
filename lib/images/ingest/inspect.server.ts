import 'server-only'
import type { Metadata } from 'sharp'
import { toImageError } from '@/lib/images/decoder/decode-failure.server'
import { readContainer } from '@/lib/images/formats/container.server'
import { corrupt } from '@/lib/images/formats/header'
import { nameOfProfile } from '@/lib/images/formats/icc-name'
import type { ImageFacts } from '@/lib/images/record'
import { openImage } from '@/lib/images/sharp.server'

/**
 * Decodes all of the first frame and tells what it is. Headers alone prove nothing: a file is an image when its last
 * row could be read.
 * @throws AppError `empty_file`, `unsupported_format`, `corrupt_image`, `too_many_pixels`, `metadata_too_large`
 */
export async function inspectImage(bytes: Uint8Array): Promise<ImageFacts> {
  const facts = await readFacts(bytes)
  await decodeWhole(bytes).catch((error) => {
    throw toImageError(error)
  })
  return facts
}

/** What the headers say: enough for a file that we wrote ourselves. @throws AppError as `inspectImage` */
export async function readFacts(bytes: Uint8Array): Promise<ImageFacts> {
  const { format, bitDepth, animated } = readContainer(bytes)
  try {
    const metadata = await openImage(bytes).metadata()
    if (metadata.format !== format) throw corrupt(`it decodes as ${metadata.format}`)
    return {
      ...shapeOf(metadata),
      format,
      bitDepth,
      animated,
      hasAlpha: metadata.hasAlpha,
      colourSpace: spaceOf(metadata),
    }
  } catch (error) {
    throw toImageError(error)
  }
}

/** Reads every row while holding few of them: a whole frame of 100 megapixels would need 400 MB. */
async function decodeWhole(bytes: Uint8Array): Promise<void> {
  await openImage(bytes).resize(16, 16, { fit: 'fill', kernel: 'nearest' }).raw().toBuffer()
}

function shapeOf({
  width,
  height,
  orientation,
}: Metadata): Pick<ImageFacts, 'width' | 'height' | 'orientation'> {
  const known = orientation !== undefined && orientation >= 1 && orientation <= 8 ? orientation : 1
  // 5 to 8 are the orientations that lie on their side.
  return known >= 5
    ? { width: height, height: width, orientation: known }
    : { width, height, orientation: known }
}

const PLAIN_SPACES: Record<string, string> = { cmyk: 'CMYK', 'b-w': 'Grey', grey16: 'Grey' }

function spaceOf(metadata: Metadata): string {
  const named = metadata.icc && nameOfProfile(metadata.icc)
  return named || (PLAIN_SPACES[metadata.space] ?? 'sRGB')
}
