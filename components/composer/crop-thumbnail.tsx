import type { Box, Size } from '@/lib/images/raster'
import { previewAddress } from '@/lib/studio/image-address'

/** The part of a picture that is sent, in its own shape; the words beside it say its size. */
export function CropThumbnail({ imageId, picture, within }: { imageId: string; picture: Size; within: Box }) {
  const share = (part: number, whole: number) => `${(100 * part) / whole}%`
  return (
    <span
      data-crop=""
      className="photo-edge relative block max-h-14 w-10 shrink-0 overflow-hidden rounded-1 bg-stage"
      style={{ aspectRatio: `${within.width} / ${within.height}` }}
    >
      <img
        src={previewAddress(imageId)}
        alt=""
        draggable={false}
        decoding="async"
        loading="lazy"
        className="absolute max-w-none"
        style={{
          width: share(picture.width, within.width),
          height: share(picture.height, within.height),
          left: share(-within.x, within.width),
          top: share(-within.y, within.height),
        }}
      />
    </span>
  )
}
