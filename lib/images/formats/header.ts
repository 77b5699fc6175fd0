import { AppError } from '@/lib/errors'
import { checkPixels } from '@/lib/images/limits'

/** What the container says before anything is decoded. The size is as stored, orientation not applied. */
export type Header = { width: number; height: number; bitDepth: number; animated: boolean }

/** A named part of a container: its payload is `bytes.subarray(start, end)`, all of it `from` … `to`. */
export type Part = { kind: string; from: number; start: number; end: number; to: number }

/** More than any camera or editor writes; Photoshop's largest histories are near 10 MB. */
export const MAX_METADATA_BYTES = 16_000_000
/** Parts that are not picture data. A file full of tiny ones only costs time. */
export const MAX_METADATA_PARTS = 1_000

export const corrupt = (cause?: unknown): AppError => new AppError('corrupt_image', undefined, { cause })

/** Counts metadata and refuses what is too much of it. */
export function createMetadataMeter(): (sizeBytes: number) => void {
  let totalBytes = 0
  let parts = 0
  return (sizeBytes) => {
    totalBytes += sizeBytes
    parts += 1
    if (totalBytes > MAX_METADATA_BYTES || parts > MAX_METADATA_PARTS)
      throw new AppError('metadata_too_large')
  }
}

/** @throws AppError `corrupt_image` for no area, `too_many_pixels` */
export function checkHeader(header: Header): Header {
  if (!(header.width > 0 && header.height > 0)) throw corrupt('no area')
  const refusal = checkPixels(header.width, header.height)
  if (refusal) throw new AppError(refusal)
  return header
}
