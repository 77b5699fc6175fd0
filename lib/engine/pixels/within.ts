import type { Mask, RgbaRaster } from '@/lib/images/raster'

/**
 * The picture with everything outside a mask made see-through: filters that weigh by alpha then mix only what lies
 * inside, and the subject lends no halo to a blurred background.
 */
export function onlyWithin(raster: RgbaRaster, mask: Mask | undefined): RgbaRaster {
  if (!mask) return raster
  const data = raster.data.slice()
  for (let index = 0, at = 3; index < mask.data.length; index++, at += 4)
    data[at] = Math.round((data[at]! * mask.data[index]!) / 255)
  return { ...raster, data }
}

/** Gives a filtered raster, the caller's own, the alpha that the picture had. */
export function withAlphaOf(raster: RgbaRaster, { data: alpha }: RgbaRaster): RgbaRaster {
  for (let at = 3; at < alpha.length; at += 4) raster.data[at] = alpha[at]!
  return raster
}
