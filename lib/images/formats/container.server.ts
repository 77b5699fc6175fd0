import 'server-only'
import { AppError } from '@/lib/errors'
import type { ImageFormat } from '@/lib/images/record'
import type { Header } from './header'
import { readJpegHeader } from './jpeg-segments'
import { readPngHeader } from './png-chunks.server'
import { adviseOn, SIGNATURE_BYTES, sniffFormat } from './sniff'
import { readWebpHeader } from './webp-chunks'

const HEADER_READERS: Record<ImageFormat, (bytes: Uint8Array) => Header> = {
  png: readPngHeader,
  jpeg: readJpegHeader,
  webp: readWebpHeader,
}

/**
 * Judges a file by its container alone, before any decoder sees it.
 * @throws AppError `empty_file`, `unsupported_format`, `corrupt_image`, `too_many_pixels`, `metadata_too_large`
 */
export function readContainer(bytes: Uint8Array): Header & { format: ImageFormat } {
  if (bytes.length === 0) throw new AppError('empty_file')
  const head = bytes.subarray(0, SIGNATURE_BYTES)
  const format = sniffFormat(head)
  if (!format) throw new AppError('unsupported_format', adviseOn(head))
  return { ...HEADER_READERS[format](bytes), format }
}
