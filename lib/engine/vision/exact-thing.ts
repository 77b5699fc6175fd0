import type { Plane } from '@/lib/engine/pixels/gaussian'
import { adoptParts } from './adopt-parts'
import { padBox } from './boxes'
import type { Detection, Scene } from './vision'

const LEAST_QUALITY = 0.7
/** A mask that is less steady than this is a guess; a strict and a lenient reading take these for inside. */
const LEAST_STEADINESS = 0.9
const [STRICT, LENIENT] = [0.92, 0.08]

/** How little a mask hangs on where its edge is drawn, 0–1: the overlap of a strict and a lenient reading. */
function steadinessOf({ data }: Plane): number {
  let [strict, lenient] = [0, 0]
  for (let i = 0; i < data.length; i++) {
    if (data[i]! > STRICT) strict++
    if (data[i]! > LENIENT) lenient++
  }
  return lenient === 0 ? 0 : strict / lenient
}

/** A detected thing exactly to its edge, with its handle; undefined when the segmenter is not sure of it. */
export async function findExactThing(
  signal: AbortSignal,
  scene: Pick<Scene, 'segment' | 'sketch' | 'size' | 'work'>,
  { box }: Detection,
): Promise<Plane | undefined> {
  const { mask, quality } = await scene.segment(signal, { box: padBox(box, scene.size) })
  const isSure = quality >= LEAST_QUALITY && steadinessOf(mask) >= LEAST_STEADINESS
  return isSure ? adoptParts(signal, scene, mask, box) : undefined
}
