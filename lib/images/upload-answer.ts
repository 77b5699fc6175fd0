import type { ImageRecord } from './record'

/** What a browser is told about an image that it brought. */
export type ImageSummary = Pick<ImageRecord, 'id' | 'width' | 'height' | 'format' | 'bytes'>

export const toSummary = ({ id, width, height, format, bytes }: ImageRecord): ImageSummary => ({
  id,
  width,
  height,
  format,
  bytes,
})

/** The header in which `HEAD /api/images/ID` tells the summary, as JSON: its answer has no body. */
export const IMAGE_HEADER = 'afterimage-image'
