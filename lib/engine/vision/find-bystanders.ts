import type { Plane } from '@/lib/engine/pixels/gaussian'
import { boundsOfMask, growMask } from '@/lib/engine/pixels/mask'
import type { Box, Mask, Size } from '@/lib/images/raster'
import { padBox, shareOfBox } from './boxes'
import type { CocoLabel } from './coco'
import { unite } from './find-class'
import { isClear } from './find-subject'
import { boundsOf, mapPlane, resizePlane, toMask } from './plane'
import type { Detection, Scene } from './vision'

/** With more of its rim than this in something, the hole is a part of it, and that is what belongs there. */
const MOST_OF_RIM = 0.45
const RIM_PER_1000_PX = 6
/** A box that holds so much of the hole's is that of its surroundings; one that holds next to nothing is far away. */
const SURROUNDS = 0.5
/** Each takes a tenth of a second to cut out. */
const MOST_NEIGHBOURS = 2
/** What things stand on, not beside. */
const GROUNDS: readonly CocoLabel[] = ['dining table', 'bed', 'couch', 'bench', 'chair']

/**
 * What stands out besides something that is taken away: where one dog was nothing of the other may appear, and the
 * bottle beside the glass keeps its edge.
 * @param thing what is taken away, at any size
 * @returns a mask of its size; undefined when nothing is beside it
 */
export async function findBystanders(
  signal: AbortSignal,
  scene: Scene,
  thing: Mask,
): Promise<Mask | undefined> {
  const subject = await scene.subject(signal)
  const found = [
    ...(subject && isClear(subject) ? [subject.mask] : []),
    ...(await neighboursOf(signal, scene, thing)),
  ].filter((one) => !isAround(toMask(resizePlane(one, thing)), thing))
  if (found.length === 0) return undefined
  const { data } = toMask(resizePlane(unite(found, scene.size), thing))
  return { ...thing, data: data.map((value, i) => (thing.data[i]! > 0 ? 0 : value)) }
}

/** True when the rim of a thing lies to a good part in something: then it is not beside the thing but around it. */
function isAround({ data }: Mask, thing: Mask): boolean {
  const rim = growMask(thing, Math.max(1, Math.round((RIM_PER_1000_PX * longerSide(thing)) / 1000))).data
  let [around, inside] = [0, 0]
  for (let i = 0; i < rim.length; i++) {
    if (rim[i] === 0 || thing.data[i]! > 127) continue
    around++
    if (data[i]! > 127) inside++
  }
  return inside > around * MOST_OF_RIM
}

const longerSide = ({ width, height }: Size): number => Math.max(width, height)

/** Exact masks of the detected things that stand close by. */
async function neighboursOf(signal: AbortSignal, scene: Scene, thing: Mask): Promise<Plane[]> {
  const bounds = boundsOfMask(thing)
  if (!bounds) return []
  const scale = scene.size.width / thing.width
  const box = padBox(
    { x: bounds.x * scale, y: bounds.y * scale, width: bounds.width * scale, height: bounds.height * scale },
    scene.size,
  )
  const near = (await scene.objects(signal)).filter((one) => isBeside(one, box))
  const masks: Plane[] = []
  for (const { box: own } of near.slice(0, MOST_NEIGHBOURS)) {
    const { mask } = await scene.segment(signal, { box: padBox(own, scene.size) })
    if (boundsOf(mask)) masks.push(mapPlane(mask, (value) => (value > 0.5 ? 1 : 0)))
  }
  return masks
}

function isBeside({ label, box }: Detection, thing: Box): boolean {
  const share = shareOfBox(thing, box)
  return !GROUNDS.includes(label) && share > 0 && share < SURROUNDS && shareOfBox(box, thing) < SURROUNDS
}
