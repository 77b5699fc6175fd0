import { PictureWindow } from '@/components/ui/picture-window'
import type { Region } from '@/lib/fidelity/report-schema'
import type { Size } from '@/lib/images/raster'
import { thumbAddress } from '@/lib/studio/image-address'

/** A region is shown with a fifth of its size around it, and never less than this part of the picture's shorter side. */
const AROUND = 1.2
const LEAST_SHARE = 1 / 6

/** The place of a region in the result. Regions are in px of the original; the result is stretched over it. */
export function RegionThumbnail({
  imageId,
  region,
  original,
}: {
  imageId: string
  region: Region
  original: Size
}) {
  const shorter = Math.min(original.width, original.height)
  const longer = Math.max(region.width, region.height)
  const side = Math.min(shorter, Math.max(longer * AROUND, shorter * LEAST_SHARE))
  const within = {
    x: startOf(region.x, region.width, side, original.width),
    y: startOf(region.y, region.height, side, original.height),
    width: side,
    height: side,
  }
  return (
    <span aria-hidden="true" className="photo-edge size-8 shrink-0 rounded-1 bg-stage">
      <PictureWindow src={thumbAddress(imageId)} picture={original} within={within} />
    </span>
  )
}

/** Where a window of `side` begins that has a part in its middle and stays within the picture. */
const startOf = (start: number, length: number, side: number, whole: number) =>
  Math.min(Math.max(0, start + (length - side) / 2), whole - side)
