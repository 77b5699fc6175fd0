import { PictureWindow } from '@/components/ui/picture-window'
import type { Box, Size } from '@/lib/images/raster'
import { previewAddress } from '@/lib/studio/image-address'

/** The part of a picture that is sent, in its own shape; the words beside it say its size. */
export function CropThumbnail({ imageId, picture, within }: { imageId: string; picture: Size; within: Box }) {
  return (
    <span
      data-crop=""
      className="photo-edge relative block max-h-14 w-10 shrink-0 overflow-hidden rounded-1 bg-stage"
      style={{ aspectRatio: `${within.width} / ${within.height}` }}
    >
      <PictureWindow src={previewAddress(imageId)} picture={picture} within={within} />
    </span>
  )
}
