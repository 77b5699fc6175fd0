import { hueDistance, hueOf } from '@/lib/engine/colours'
import type { Plane } from '@/lib/engine/pixels/gaussian'
import { readOklab } from '@/lib/engine/pixels/oklab-at'
import type { PlainTarget } from '@/lib/engine/target'
import { choose } from './choose'
import { unite } from './find-class'
import { fillDisc, fillOutline } from './outline-mask'
import { boxMean, mapPlane } from './plane'
import type { Face, Found, Point, Scene } from './vision'

type PartTarget = Extract<PlainTarget, { kind: 'part' }>

const without = (mask: Plane, hole: Plane): Plane => mapPlane(mask, (value, i) => value * (1 - hole.data[i]!))
const both = (a: Plane, b: Plane): Plane => mapPlane(a, (value, i) => value * b.data[i]!)

/** The landmarks' ring around the face, a little larger: foreheads reach higher than the mesh. */
function enlarge(outline: readonly Point[], share: number): Point[] {
  const x = outline.reduce((sum, point) => sum + point.x, 0) / outline.length
  const y = outline.reduce((sum, point) => sum + point.y, 0) / outline.length
  return outline.map((point) => ({ x: x + (point.x - x) * share, y: y + (point.y - y) * share }))
}

function eyeMask(scene: Scene, { outline, centre, radius }: Face['eyes'][number]): Plane {
  const open = fillOutline(scene.size, outline)
  return both(fillDisc(scene.size, centre, radius * 1.02, Math.max(1, radius * 0.2)), open)
}

/** OKLab hue of skin, of all shades. */
const SKIN_HUE = 50

/** Skin by its colour: hair at the rim and shadows of the nose are left out softly. */
function skinLike(scene: Scene): Plane {
  const lab = new Float64Array(3)
  const { data } = scene.work
  return mapPlane({ ...scene.size, data: new Float32Array(scene.size.width * scene.size.height) }, (_, i) => {
    const at = i * 4
    readOklab(data, at, lab)
    const off = hueDistance(hueOf(lab[1]!, lab[2]!), SKIN_HUE)
    return Math.min(1, Math.max(0, (60 - off) / 25)) * Math.min(1, Math.max(0, (lab[0]! - 0.25) / 0.1))
  })
}

/** The skin of a face without its features. */
export function skinMask(scene: Scene, face: Face): Plane {
  const features = unite(
    [face.lips, ...face.eyes.map(({ outline }) => enlarge(outline, 1.35)), ...face.brows].map((outline) =>
      fillOutline(scene.size, outline),
    ),
    scene.size,
  )
  const rim = Math.max(1, Math.round(face.box.width / 40))
  return both(boxMean(without(fillOutline(scene.size, face.oval), features), rim), skinLike(scene))
}

function maskOf(scene: Scene, face: Face, target: PartTarget): Plane {
  const rim = Math.max(1, Math.round(face.box.width / 90))
  switch (target.part) {
    case 'eyes': {
      const [left, right] = face.eyes.toSorted((a, b) => a.centre.x - b.centre.x)
      const chosen = target.which === 'left' ? [left!] : target.which === 'right' ? [right!] : face.eyes
      return unite(
        chosen.map((eye) => eyeMask(scene, eye)),
        scene.size,
      )
    }
    case 'lips':
      return boxMean(without(fillOutline(scene.size, face.lips), fillOutline(scene.size, face.mouth)), rim)
    case 'skin':
      return skinMask(scene, face)
    case 'face':
      return boxMean(fillOutline(scene.size, enlarge(face.oval, 1.08)), rim * 3)
  }
}

/** A part of a face, or of all faces. @throws EngineRefusal `AMBIGUOUS_TARGET` when one of several is meant */
export function findFaceParts(scene: Scene, faces: readonly Face[], target: PartTarget): Found {
  const isSide = target.part === 'eyes' && (target.which === 'left' || target.which === 'right')
  const chosen = choose(faces, isSide ? 'all' : target.which, 'face')
  return {
    mask: unite(
      chosen.map((face) => maskOf(scene, face, target)),
      scene.size,
    ),
    notes: [],
    edgePx: 0,
  }
}
