import type { Plane } from '@/lib/engine/pixels/gaussian'
import type { Box } from '@/lib/images/raster'
import { boundsOf, boxMean, coverageOf, mapPlane, overlapOf } from './plane'
import type { Scene, Subject } from './vision'

/** Salience above this counts for the box that is shown to SAM. */
const CLEAR = 0.55
/** Less than this share of the picture is noise, not a subject. */
const LEAST_COVERAGE = 0.003
/** From this agreement on, SAM's mask is used; under it, the salience itself. */
const TRUST_SEGMENT = 0.75
/** Width of the seam in which both are mixed, as a share of the picture's width: hair and whiskers live there. */
const SEAM_SHARE = 1 / 70

const hard = (plane: Plane): Plane => mapPlane(plane, (value) => (value > 0.5 ? 1 : 0))

/** SAM cuts exactly but knows no hair; salience knows hair but not exactly where it ends. */
function mixAtSeam(segment: Plane, salient: Plane): Plane {
  const seam = boxMean(hard(segment), Math.max(2, Math.round(segment.width * SEAM_SHARE)))
  return mapPlane(segment, (value, i) => {
    const near = seam.data[i]!
    return near > 0.02 && near < 0.98 ? value * 0.7 + salient.data[i]! * 0.3 : value
  })
}

/** What both models take for the subject; undefined when nothing stands out. */
export async function findSubject(
  signal: AbortSignal,
  scene: Pick<Scene, 'segment'>,
  salient: Plane,
): Promise<Subject | undefined> {
  const box: Box | undefined = boundsOf(salient, CLEAR)
  if (!box || coverageOf(salient) < LEAST_COVERAGE) return undefined
  const { mask } = await scene.segment(signal, { box })
  const agreement = overlapOf(mask, salient)
  return { agreement, mask: agreement >= TRUST_SEGMENT ? mixAtSeam(mask, salient) : salient }
}
