import { EngineRefusal } from '@/lib/engine/refusal'
import type { Mask, RgbaRaster } from '@/lib/images/raster'
import { findFaceParts } from './find-face-parts'
import { findSkin } from './find-skin'
import { toFullSize } from './full-size'
import { mapPlane } from './plane'
import type { Scene } from './vision'

/** Where no model runs, what was painted by hand can be recoloured all the same. */
export const orNobody = <Found>(looking: Promise<readonly Found[]>): Promise<readonly Found[]> =>
  looking.catch((error: unknown) => {
    if (error instanceof EngineRefusal) return []
    throw error
  })

const FACES = { kind: 'part', part: 'face', owner: 'any', which: 'all' } as const

/**
 * Who wants another red means cloth and paint: lips and cheeks, hands and ears are no part of "everything red".
 * @param named what was meant by name stays in it
 */
export async function sparePeople(
  signal: AbortSignal,
  scene: Scene,
  raster: RgbaRaster,
  mask: Mask,
  named?: Mask,
): Promise<Mask> {
  const faces = await orNobody(scene.faces(signal))
  const objects = await orNobody(scene.objects(signal))
  if (faces.length === 0 && !objects.some(({ label }) => label === 'person')) return mask
  const skin = await findSkin(signal, scene, faces, objects)
  const whole = faces.length === 0 ? skin : findFaceParts(scene, faces, FACES).mask
  const spared = toFullSize(
    scene,
    raster,
    mapPlane(skin, (value, i) => Math.max(value, whole.data[i]!)),
    0,
  )
  const isNamed = (i: number) => named !== undefined && named.data[i]! > 127
  return {
    ...mask,
    data: mask.data.map((value, i) =>
      isNamed(i) ? value : Math.round((value * (255 - spared.data[i]!)) / 255),
    ),
  }
}

const sumOf = ({ data }: Mask): number => data.reduce((sum, value) => sum + value, 0)

/** What is mostly taken for skin was meant. */
export const unlessMost = (whole: Mask, spared: Mask): Mask =>
  sumOf(spared) * 2 < sumOf(whole) ? whole : spared
