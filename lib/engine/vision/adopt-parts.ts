import { hueDistance } from '@/lib/engine/colours'
import type { Plane } from '@/lib/engine/pixels/gaussian'
import { measurePaint } from '@/lib/engine/pixels/paint'
import type { Box } from '@/lib/images/raster'
import { findBlobs } from './blobs'
import { padBox } from './boxes'
import { coverageOf, grow, mapPlane, resizePlane, shareInside, toMask } from './plane'
import { middleOf } from './subject-parts'
import type { Scene } from './vision'

/** A box this much larger shows what the detector's cut off. */
const WIDER = 0.2
/** Smaller pieces are matters of the rim, larger ones no parts: shares of the thing. */
const LEAST_PART = 0.01
const MOST_PART = 0.25
/** Each takes a tenth of a second to look at. */
const MOST_PARTS = 3
/** A part has the colour of the whole, to within so many degrees of hue. */
const SAME_HUE = 10
/** This much of a part lies where the wider box shows the thing. */
const LEAST_WITHIN = 0.8

/** The handle of a cup: what a box cut off, when it is a thing of its own, of the same colour, and touches the whole. */
export async function adoptParts(
  signal: AbortSignal,
  scene: Pick<Scene, 'segment' | 'sketch' | 'size' | 'work'>,
  mask: Plane,
  box: Box,
): Promise<Plane> {
  const own = measurePaint(scene.work, toMask(mask)).hue
  if (!own) return mask
  const wide = (await scene.segment(signal, { box: padBox(box, scene.size, WIDER) })).mask
  const area = coverageOf(mask) * mask.data.length
  const beyond = mapPlane(wide, (value, i) => (value > 0.5 && mask.data[i]! <= 0.5 ? 1 : 0))
  const near = grow(mask, Math.max(2, Math.round(mask.width / 256)))
  let whole = mask
  for (const piece of findBlobs(beyond, 0, area * LEAST_PART).slice(0, MOST_PARTS)) {
    const part = resizePlane((await scene.sketch(signal, middleOf(piece.mask))).mask, mask)
    const share = (coverageOf(part) * part.data.length) / area
    const isPart = share < MOST_PART && shareInside(part, wide) > LEAST_WITHIN && shareInside(near, part) > 0
    const hue = isPart ? measurePaint(scene.work, toMask(part)).hue : undefined
    if (hue && hueDistance(hue.middle, own.middle) <= SAME_HUE)
      whole = mapPlane(whole, (value, i) => Math.max(value, part.data[i]!))
  }
  return whole
}
