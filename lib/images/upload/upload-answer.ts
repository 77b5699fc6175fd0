import type { ImageRecord } from '@/lib/images/record'

/** What a browser is told about an image that it brought. */
export type ImageSummary = Pick<ImageRecord, 'id' | 'width' | 'height' | 'format' | 'bytes'>

export const toSummary = ({ id, width, height, format, bytes }: ImageRecord): ImageSummary => ({
  id,
  width,
  height,
  format,
  bytes,
})
