import type { Plane } from '@/lib/engine/pixels/gaussian'
import { readOklab } from '@/lib/engine/pixels/oklab-at'
import type { RgbaRaster } from '@/lib/images/raster'
import { boxMean, emptyPlane, mapPlane } from './plane'

/** The sky of a place is its mean this far around, as a share of the width. */
const AROUND_SHARE = 1 / 12
/** OKLab distance to it up to which a pixel is sky wholly, and over how much that fades. */
const SAME = 0.045
const FADE = 0.035

const clamp = (value: number): number => Math.min(1, Math.max(0, value))

/** The means of lightness, a and b of the sky around each pixel; `share` = how much of the surroundings is sky. */
function skyAround(work: RgbaRaster, sky: Plane): { means: Plane[]; share: Plane } {
  const radius = Math.max(2, Math.round(sky.width * AROUND_SHARE))
  const sums = [emptyPlane(sky), emptyPlane(sky), emptyPlane(sky)]
  const lab = new Float64Array(3)
  const inside = mapPlane(sky, (value) => (value > 0.9 ? 1 : 0))
  for (let i = 0; i < sky.data.length; i++) {
    if (inside.data[i] === 0) continue
    readOklab(work.data, i * 4, lab)
    for (let k = 0; k < 3; k++) sums[k]!.data[i] = lab[k]!
  }
  return { means: sums.map((sum) => boxMean(sum, radius)), share: boxMean(inside, radius) }
}

/** From where to where there is sky in a row; what lies between may be seen through. An edge of the picture hides more. */
function spanOf({ width, data }: Plane, y: number): { from: number; to: number } | undefined {
  const row = data.subarray(y * width, (y + 1) * width)
  const first = row.findIndex((value) => value > 0.5)
  if (first < 0) return undefined
  const last = row.findLastIndex((value) => value > 0.5)
  return {
    from: first < width * AROUND_SHARE ? 0 : first,
    to: last > width * (1 - AROUND_SHARE) ? width - 1 : last,
  }
}

/**
 * A sky with what is seen of it through towers and branches: between sky on both sides, what has the colour of the
 * sky around it.
 */
export function withGaps(work: RgbaRaster, sky: Plane): Plane {
  const { means, share } = skyAround(work, sky)
  const out = mapPlane(sky, (value) => value)
  const lab = new Float64Array(3)
  for (let y = 0; y < sky.height; y++) {
    const span = spanOf(sky, y)
    if (!span) continue
    for (let i = y * sky.width + span.from; i <= y * sky.width + span.to; i++) {
      const here = share.data[i]!
      if (out.data[i]! > 0.9 || here < 0.02) continue
      readOklab(work.data, i * 4, lab)
      const away = Math.hypot(...means.map(({ data }, k) => lab[k]! - data[i]! / here))
      out.data[i] = Math.max(out.data[i]!, clamp((SAME + FADE - away) / FADE))
    }
  }
  return out
}
