import { centreOf, correct, NO_MOTION, observe, type Pair } from './evidence'
import { refineMotion, supportOf } from './motion-fit'
import type { TileSettings } from './tiles'
import { cornerDistance, plainResize, type Transform } from './transform'

/** Tiles for the last fraction of a pixel. */
export const POLISH: TileSettings = { tilePx: 32, radiusPx: 2, wantedTiles: 500 }
/** A turn under this many pixels at the corners is noise. */
const TURN_PX = 0.12
/** A result that lies this near to a plain resize (in its own pixels) was only resized. */
const PLAIN_WITHIN_PX = 0.3
/** What lies further from whole px than this, seen at the finest level, was moved by parts of them. */
const WHOLE_WITHIN_PX = 0.5
/** Beyond this share of the diagonal it was not. */
const MAYBE_PLAIN = 0.01

/** A plain resize as programs really draw it: exact, or (libvips, when it enlarges) half a pixel to the lower right. */
function plainVariants(sizes: Pair['sizes']): Transform[] {
  const plain = plainResize(sizes.original, sizes.result)
  return [plain, { ...plain, shiftX: -plain.scaleX / 2, shiftY: -plain.scaleY / 2 }]
}

/** How much of the evidence a transform must explain, compared with the one found, to be preferred for its simplicity. */
const AS_GOOD = 0.9

/** How many tiles a transform explains to half a pixel, in the finer of both pictures' pixels. */
function explained(pair: Pair, transform: Transform): number {
  const { matches } = observe(pair, transform, POLISH)
  const tolerancePx = 0.5 * Math.min(1, pair.result.densityX)
  return supportOf(matches, NO_MOTION, centreOf(pair), tolerancePx)
}

/** The plain resize that the result may be: near to what was found, or as good an explanation. */
function findPlain(pair: Pair, found: Transform): Transform | undefined {
  const { result, original } = pair.sizes
  const withinPx = PLAIN_WITHIN_PX * Math.max(1, found.scaleX, found.scaleY)
  const variants = plainVariants(pair.sizes)
  const isFar = variants.every(
    (variant) =>
      cornerDistance(found, variant, result) > MAYBE_PLAIN * Math.hypot(original.width, original.height),
  )
  if (isFar) return undefined
  const near = variants.find((variant) => cornerDistance(found, variant, result) < withinPx)
  if (near) return near
  const needed = AS_GOOD * explained(pair, found)
  return variants.find((variant) => explained(pair, variant) >= needed)
}

/** The same pixels a whole number of px further, as a crop leaves them, when that explains as much. */
function findWhole(pair: Pair, found: Transform): Transform | undefined {
  const shifts = { shiftX: Math.round(found.shiftX), shiftY: Math.round(found.shiftY) }
  const whole: Transform = { scaleX: 1, scaleY: 1, ...shifts, rotationDeg: 0 }
  const apartPx = cornerDistance(found, whole, pair.sizes.result)
  if (apartPx < PLAIN_WITHIN_PX) return whole
  const isNear = apartPx < WHOLE_WITHIN_PX / Math.min(1, pair.original.densityX)
  return isNear && explained(pair, whole) >= AS_GOOD * explained(pair, found) ? whole : undefined
}

/** The simplest transform that explains the tiles as well as the one found. */
export function simplify(pair: Pair, found: Transform): { transform: Transform; isPlain: boolean } {
  const { original } = pair.sizes
  const resultPx = Math.max(1, found.scaleX, found.scaleY)
  const plain = findPlain(pair, found)
  if (plain) return { transform: plain, isPlain: true }
  const whole = findWhole(pair, found)
  if (whole) return { transform: whole, isPlain: false }
  const turn = ((Math.abs(found.rotationDeg) * Math.PI) / 180) * Math.hypot(original.width, original.height)
  if (turn / 2 > TURN_PX * resultPx) return { transform: found, isPlain: false }
  const upright = { ...found, rotationDeg: 0 }
  const { matches } = observe(pair, upright, POLISH)
  const motion = refineMotion(matches, NO_MOTION, 'scale', centreOf(pair), 1)
  return { transform: correct(pair, upright, motion), isPlain: false }
}
