import { hueDistance, hueOf } from '@/lib/engine/colours'
import type { Plane } from '@/lib/engine/pixels/gaussian'
import { readOklab } from '@/lib/engine/pixels/oklab-at'
import { findPieces } from './blobs'
import { padBox } from './boxes'
import { skinMask } from './find-face-parts'
import { fillOutline } from './outline-mask'
import { coverageOf, emptyPlane, grow, mapPlane, shareInside } from './plane'
import { type Detection, type Face, type Point, type Scene, TELLING_SCORE } from './vision'

/** Skin as it is on a face: OKLab hue in degrees, chroma, lightness; how far they may lie apart, and over how much that fades. */
type Tone = { hue: number; chroma: number; lightness: number; reach: typeof NEAR }
const NEAR = { hue: 14, chroma: 0.5, lightness: 0.28 }
/** Where nobody's face is seen: the skin of all people. */
const ANY: Tone = {
  hue: 52,
  chroma: 0.075,
  lightness: 0.62,
  reach: { hue: 22, chroma: 0.7, lightness: 0.33 },
}
const FADE = { hue: 8, chroma: 0.25, lightness: 0.08 }

/** Each takes a tenth of a second to cut out. */
const MOST_PEOPLE = 3
const LEAST_QUALITY = 0.6
/** Ears and throat lie in the face's oval, so many times as large. */
const AROUND_FACE = 1.6
/** Pieces over this share of a person are cloth, unless they are the face. */
const MOST_BARE = 0.3
const LEAST_BARE = 0.003
const OF_FACE = 0.2

const clamp = (value: number): number => Math.min(1, Math.max(0, value))

function toneOf({ work }: Scene, skin: Plane): Tone | undefined {
  const lab = new Float64Array(3)
  const sum = [0, 0, 0]
  let count = 0
  for (let i = 0; i < skin.data.length; i++) {
    if (skin.data[i]! < 0.7) continue
    readOklab(work.data, i * 4, lab)
    for (let axis = 0; axis < 3; axis++) sum[axis]! += lab[axis]!
    count++
  }
  if (count === 0) return undefined
  const [lightness, a, b] = sum.map((value) => value / count) as [number, number, number]
  return { hue: hueOf(a, b), chroma: Math.hypot(a, b), lightness, reach: NEAR }
}

/** How much each pixel of a region has a tone, 0–1. */
function likeTone({ work }: Scene, region: Plane, { hue, chroma, lightness, reach }: Tone): Plane {
  const lab = new Float64Array(3)
  return mapPlane(region, (inside, i) => {
    if (inside < 0.5) return 0
    readOklab(work.data, i * 4, lab)
    const own = Math.hypot(lab[1]!, lab[2]!)
    return (
      clamp((reach.hue + FADE.hue - hueDistance(hueOf(lab[1]!, lab[2]!), hue)) / FADE.hue) *
      clamp((reach.chroma + FADE.chroma - Math.abs(own / chroma - 1)) / FADE.chroma) *
      clamp((reach.lightness + FADE.lightness - Math.abs(lab[0]! - lightness)) / FADE.lightness)
    )
  })
}

function ovalOf(scene: Scene, { oval }: Face): Plane {
  const middle = (axis: 'x' | 'y') => oval.reduce((sum, point) => sum + point[axis], 0) / oval.length
  const [x, y] = [middle('x'), middle('y')]
  const wide = oval.map(
    (point): Point => ({ x: x + (point.x - x) * AROUND_FACE, y: y + (point.y - y) * AROUND_FACE }),
  )
  return fillOutline(scene.size, wide)
}

/** What is bare of a person: pieces of the tone, but no cloth that has it. */
function bareOf(scene: Scene, region: Plane, tone: Tone, face: Plane | undefined): Plane {
  const like = likeTone(scene, region, tone)
  const area = coverageOf(region) * region.data.length
  const bare = emptyPlane(like)
  for (const piece of findPieces(like)) {
    const isFace =
      face !== undefined && piece.filter((at) => face.data[at]! > 0.5).length > piece.length * OF_FACE
    if (piece.length < LEAST_BARE * area || (piece.length > MOST_BARE * area && !isFace)) continue
    for (const at of piece) bare.data[at] = 1
  }
  return grow(bare, Math.max(1, Math.round(region.width / 500)))
}

/**
 * The bare skin of the people in a picture: faces with their ears, hands, arms. By the tone of each one's face, where
 * that is seen.
 */
export async function findSkin(
  signal: AbortSignal,
  scene: Scene,
  faces: readonly Face[],
  objects: readonly Detection[],
): Promise<Plane> {
  const people = objects.filter(({ label, score }) => label === 'person' && score >= TELLING_SCORE)
  const tones = faces.map((face) => ({
    oval: ovalOf(scene, face),
    tone: toneOf(scene, skinMask(scene, face)),
  }))
  const found = tones.map(({ oval, tone = ANY }) => likeTone(scene, oval, tone))
  for (const { box } of people.slice(0, MOST_PEOPLE)) {
    const { mask, quality } = await scene.segment(signal, { box: padBox(box, scene.size) })
    if (quality < LEAST_QUALITY) continue
    const own = tones.find(({ oval }) => shareInside(oval, mask) > 0.4)
    found.push(bareOf(scene, mask, own?.tone ?? ANY, own?.oval))
  }
  return found.reduce(
    (all, one) => mapPlane(all, (value, i) => Math.max(value, one.data[i]!)),
    emptyPlane(scene.size),
  )
}
