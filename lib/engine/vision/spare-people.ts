import { EngineRefusal } from '@/lib/engine/refusal'
import type { Mask, RgbaRaster } from '@/lib/images/raster'
import { findFaceParts } from './find-face-parts'
import { toFullSize } from './full-size'
import type { Scene } from './vision'

/** Where no model runs, what was painted by hand can be recoloured all the same. */
export const orNobody = <Found>(looking: Promise<readonly Found[]>): Promise<readonly Found[]> =>
  looking.catch((error: unknown) => {
    if (error instanceof EngineRefusal) return []
    throw error
  })

const FACES = { kind: 'part', part: 'face', owner: 'any', which: 'all' } as const

/** Who wants another red means cloth and paint: lips and cheeks are no part of "everything red". */
export async function sparePeople(
  signal: AbortSignal,
  scene: Scene,
  raster: RgbaRaster,
  mask: Mask,
): Promise<Mask> {
  const faces = await orNobody(scene.faces(signal))
  if (faces.length === 0) return mask
  const found = toFullSize(scene, raster, findFaceParts(scene, faces, FACES).mask, 0)
  return { ...mask, data: mask.data.map((value, i) => Math.round((value * (255 - found.data[i]!)) / 255)) }
}
