import 'server-only'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Metadata, Sharp } from 'sharp'
import { AppError } from '@/lib/errors'
import { toImageError } from '@/lib/images/decoder/decode-failure.server'
import { readContainer } from '@/lib/images/formats/container.server'
import { openImage } from '@/lib/images/sharp.server'
import type { Pixels } from './plane'

/** A file's path or its bytes. */
export type Source = string | Uint8Array

/**
 * A decoded file, upright (EXIF orientation applied, which moves samples and changes none). CMYK has no equal in PNG:
 * its samples are those of the conversion to sRGB.
 */
export type Picture = {
  /** The samples as stored, in the file's own colour space, grey as grey, 8 or 16 bits. */
  stored: Pixels
  /** The same in sRGB, for measuring; the very same object when there is no profile. */
  seen: Pixels
  profile: Buffer | undefined
}

type Shape = { isGrey: boolean; isDeep: boolean; hasAlpha: boolean }

async function bytesOf(source: Source): Promise<Uint8Array> {
  if (typeof source !== 'string') return source
  return readFile(source).catch((cause) => {
    throw new AppError('not_found', 'This file cannot be read.', { cause })
  })
}

const shapeOf = (metadata: Metadata): Shape => ({
  isGrey: metadata.space === 'b-w' || metadata.space === 'grey16',
  isDeep: metadata.depth === 'ushort',
  hasAlpha: metadata.hasAlpha,
})

/** Without a conversion `isGrey` decides the channels: sharp itself drops the alpha of 8-bit grey. */
async function readSamples(image: Sharp, { isGrey, isDeep, hasAlpha }: Shape): Promise<Pixels> {
  const isSplit = isGrey && hasAlpha && !isDeep
  const space = isGrey && !isSplit ? (isDeep ? 'grey16' : 'b-w') : isDeep ? 'rgb16' : 'srgb'
  const { data, info } = await image
    .toColourspace(space)
    .raw({ depth: isDeep ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true })
  const size = { width: info.width, height: info.height, channels: info.channels as Pixels['channels'] }
  if (isDeep) return { ...size, data: new Uint16Array(data.buffer, data.byteOffset, data.length / 2) }
  return isSplit ? { ...size, channels: 2, data: firstAndLast(data) } : { ...size, data }
}

function firstAndLast(data: Uint8Array): Uint8Array {
  const out = new Uint8Array(data.length / 2)
  for (let i = 0; i < out.length; i += 2) {
    out[i] = data[2 * i]!
    out[i + 1] = data[2 * i + 3]!
  }
  return out
}

/**
 * Decodes a PNG, JPEG or WebP.
 * @throws AppError `not_found`, `empty_file`, `unsupported_format`, `corrupt_image`, `too_many_pixels`,
 *   `metadata_too_large`
 */
export async function readPicture(source: Source): Promise<Picture> {
  const bytes = await bytesOf(source)
  readContainer(bytes)
  try {
    const metadata = await openImage(bytes).metadata()
    const shape = shapeOf(metadata)
    const open = () => openImage(bytes).autoOrient()
    if (metadata.space === 'cmyk' || !metadata.icc) {
      const seen = await readSamples(open(), shape)
      return { stored: seen, seen, profile: undefined }
    }
    // Keeping the profile is what stops sharp from converting the samples to sRGB.
    const stored = await readSamples(open().keepIccProfile(), shape)
    const seen = await readSamples(open(), { ...shape, isGrey: false, isDeep: false })
    return { stored, seen, profile: metadata.icc }
  } catch (error) {
    throw toImageError(error)
  }
}

/** The samples of a file in the colour space and the depth of another picture. */
export async function readInSpaceOf(source: Source, picture: Picture): Promise<Pixels> {
  const bytes = await bytesOf(source)
  const isDeep = picture.stored.data instanceof Uint16Array
  const isGrey = picture.stored.channels < 3
  try {
    const { hasAlpha } = await openImage(bytes).metadata()
    const image = openImage(bytes).autoOrient()
    if (!picture.profile || isGrey) return await readSamples(image, { isGrey: false, isDeep, hasAlpha })
    return await withFile(picture.profile, (profilePath) =>
      readSamples(image.withIccProfile(profilePath, { attach: false }), { isGrey: false, isDeep, hasAlpha }),
    )
  } catch (error) {
    throw toImageError(error)
  }
}

/** Sharp takes a profile by its path only. */
async function withFile<Result>(bytes: Uint8Array, use: (file: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'afterimage-profile-'))
  try {
    const file = path.join(folder, 'profile.icc')
    await writeFile(file, bytes)
    return await use(file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
