import { EngineRefusal } from '@/lib/engine/refusal'
import type { Target } from '@/lib/engine/target'
import type { Mask, RgbaRaster } from '@/lib/images/raster'
import { findAnimalEyes } from './animal-eyes'
import { isAnimal } from './coco'
import { findClass, findThing } from './find-class'
import { findColour, findColouredThing } from './find-colour'
import { findFaceParts } from './find-face-parts'
import { findSky } from './find-sky'
import { requireSubject } from './find-subject'
import { findText } from './find-text'
import { toFullSize } from './full-size'
import { notFound, notFoundBut } from './not-found'
import { regionMask } from './region'
import type { Found, Scene } from './vision'

/** A target found in a picture: a mask of the picture's own size, and what the user should know about it. */
export type Bound = { mask: Mask; notes: readonly string[] }

/** @param selection what the user clicked or painted, at the size of the picture */
export async function bindTarget(
  signal: AbortSignal,
  scene: Scene,
  raster: RgbaRaster,
  target: Exclude<Target, { kind: 'image' }>,
  selection: Mask | undefined,
): Promise<Bound> {
  switch (target.kind) {
    case 'subject':
    case 'background': {
      const { mask, notes } = await requireSubject(signal, scene)
      const full = toFullSize(scene, raster, mask)
      return { mask: target.kind === 'subject' ? full : invert(full), notes }
    }
    case 'class':
      return orSelection(selection, target.word, async () =>
        toBound(scene, raster, await findClass(signal, scene, target)),
      )
    case 'thing':
      return orSelection(selection, target.word, async () =>
        toBound(scene, raster, await findThing(signal, scene, target.word)),
      )
    case 'colour':
      return target.word === undefined
        ? { mask: findColour(raster, target.hue), notes: [] }
        : toBound(scene, raster, await findColouredThing(signal, scene, { ...target, word: target.word }))
    case 'part':
      return toBound(scene, raster, await findPart(signal, scene, target))
    case 'sky':
      return toBound(scene, raster, await findSky(signal, scene))
    case 'text':
      return toBound(scene, raster, await findText(signal, scene))
    case 'region':
      return { mask: regionMask(raster, target.where, target.isThird), notes: [] }
    case 'selection':
      if (!selection) throw notFound('nothing is selected. Click on it first')
      return { mask: selection, notes: [] }
    case 'except': {
      if (target.of.kind === 'image') throw notFound('nothing is left then')
      const { mask, notes } = await bindTarget(signal, scene, raster, target.of, selection)
      return { mask: invert(mask), notes }
    }
  }
}

/** A name that nothing in the picture answers to, or more than one thing, means what was selected. */
async function orSelection(
  selection: Mask | undefined,
  word: string,
  find: () => Promise<Bound>,
): Promise<Bound> {
  return find().catch((error) => {
    if (!selection || !(error instanceof EngineRefusal)) throw error
    return { mask: selection, notes: [`I took what is selected for the ${word}.`] }
  })
}

const toBound = (scene: Scene, raster: RgbaRaster, found: Found): Bound => ({
  mask: toFullSize(scene, raster, found.mask, found.edgePx),
  notes: found.notes,
})

const invert = (mask: Mask): Mask => ({ ...mask, data: mask.data.map((value) => 255 - value) })

type PartTarget = Extract<Target, { kind: 'part' }>

/** Faces of people are found by their own models; eyes of animals by their form. */
async function findPart(signal: AbortSignal, scene: Scene, target: PartTarget): Promise<Found> {
  const faces = target.owner === 'animal' ? [] : await scene.faces(signal)
  if (faces.length > 0) return findFaceParts(scene, faces, target)
  const animals = (await scene.objects(signal)).filter(({ label }) => isAnimal(label))
  const isAnimalMeant = target.owner === 'animal' || (target.owner === 'any' && animals.length > 0)
  if (target.part === 'eyes' && isAnimalMeant) return findAnimalEyes(signal, scene, target.which)
  throw notFoundBut(target.part === 'eyes' ? 'eyes' : 'a face', await scene.objects(signal))
}
