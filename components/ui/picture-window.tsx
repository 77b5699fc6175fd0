import type { Box, Size } from '@/lib/images/raster'

/** A part of a picture, filling the frame around it, which hides the rest. `picture` and `within` in px of one and the same picture. */
export function PictureWindow({ src, picture, within }: { src: string; picture: Size; within: Box }) {
  const share = (part: number, whole: number) => `${(100 * part) / whole}%`
  return (
    <img
      src={src}
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
  )
}
