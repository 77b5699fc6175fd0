import type { Plane } from '@/lib/engine/pixels/gaussian'
import { findBlobs } from './blobs'
import { boundsOf, coverageOf, grow, mapPlane, shareInside } from './plane'
import type { Scene } from './vision'

/** A subject that ends this near to the lower edge needs no foot. */
const NEAR_EDGE = 0.03
const LEAST_QUALITY = 0.85
/** A foot is thin and small beside what it carries; the rest must be the same subject. */
const MOST_AREA = 0.25
const LEAST_AREA = 0.01
const MOST_WIDTH = 0.3
const SAME = 0.93
/** It begins where the subject ends, up to this share of its height. */
const NEAR_END = 0.2

/**
 * What a subject stands on: stems and poles are too thin to stand out, but with a box down to the lower edge of the
 * picture the model sees them. Undefined when there is none.
 */
export async function findFoot(
  signal: AbortSignal,
  scene: Pick<Scene, 'segment'>,
  subject: Plane,
): Promise<Plane | undefined> {
  const box = boundsOf(subject)
  if (!box || box.y + box.height > subject.height * (1 - NEAR_EDGE)) return undefined
  const { mask, quality } = await scene.segment(signal, {
    box: { ...box, height: subject.height - box.y },
  })
  if (quality < LEAST_QUALITY || shareInside(subject, mask) < SAME) return undefined
  const own = grow(subject, 3)
  const [foot, ...others] = findBlobs(
    mapPlane(mask, (value, i) => (value > 0.5 && own.data[i] === 0 ? 1 : 0)),
    0.1,
  )
  const area = coverageOf(subject) * subject.data.length
  const isFoot =
    foot !== undefined &&
    others.length === 0 &&
    foot.area > area * LEAST_AREA &&
    foot.area < area * MOST_AREA &&
    foot.area / foot.box.height < box.width * MOST_WIDTH &&
    foot.box.height > (2 * foot.area) / foot.box.height &&
    Math.abs(foot.box.y - (box.y + box.height)) < box.height * NEAR_END
  if (!isFoot) return undefined
  const near = grow(foot.mask, 4)
  return mapPlane(mask, (value, i) => value * near.data[i]!)
}
