import { HUES, type Hue, likenessOf } from '@/lib/engine/colours'
import { targetOfNoun } from '@/lib/engine/grammar/noun'
import type { Plane } from '@/lib/engine/pixels/gaussian'
import { readOklab } from '@/lib/engine/pixels/oklab-at'
import type { PlainTarget } from '@/lib/engine/target'
import type { Mask, RgbaRaster } from '@/lib/images/raster'
import { type Blob, findBlobs } from './blobs'
import { choose } from './choose'
import { maskOfBox, unite } from './find-class'
import { notFound } from './not-found'
import { boxMean, coverageOf, emptyPlane, mapPlane, resizePlane, shareInside } from './plane'
import type { Found, Point, Scene } from './vision'

/** Coloured things are looked for at this size: speckles vanish, and it is quick. */
const SEARCH_SIDE_PX = 256
const LEAST_COVERAGE = 0.002
/** A colour over this share of the picture is named when another is not found; so many places are looked at. */
const TELLING_COVERAGE = 0.02
const HUE_SAMPLES = 20_000
/** Pieces over this share of the largest belong to the thing too (a suit that straps cut into two). */
const PIECE_SHARE = 0.15
/** A mask must be of the colour for at least this share, or it shows something else. */
const LEAST_OF_COLOUR = 0.35

const UNKNOWN = -1
/** Colours are told apart by seven bits of each sample: each is judged once, however often it occurs. */
const BITS = 7

/** How much the pixel at a place in `data` has a colour, 0–1. */
function createJudge(hue: Hue, data: Uint8Array): (at: number) => number {
  const known = new Float32Array(1 << (3 * BITS)).fill(UNKNOWN)
  const lab = new Float64Array(3)
  return (at) => {
    const entry = ((data[at]! >> 1) << (2 * BITS)) | ((data[at + 1]! >> 1) << BITS) | (data[at + 2]! >> 1)
    const before = known[entry]!
    if (before !== UNKNOWN) return before
    readOklab(data, at, lab)
    const likeness = likenessOf(hue, lab[0]!, lab[1]!, lab[2]!)
    known[entry] = likeness
    return likeness
  }
}

/** How much each pixel has a colour, 0–1. */
export function likenessPlane({ width, height, data }: RgbaRaster, hue: Hue): Plane {
  const plane = emptyPlane({ width, height })
  const judge = createJudge(hue, data)
  for (let index = 0; index < plane.data.length; index++) plane.data[index] = judge(index * 4)
  return plane
}

/** Everything of a colour, pixel by pixel. @throws EngineRefusal `TARGET_NOT_FOUND` when there is next to nothing */
export function findColour(raster: RgbaRaster, hue: Hue): Mask {
  const { width, height, data } = raster
  const mask = new Uint8Array(width * height)
  const judge = createJudge(hue, data)
  let covered = 0
  for (let index = 0; index < mask.length; index++) {
    const likeness = judge(index * 4)
    mask[index] = likeness * 255
    if (likeness > 0.5) covered++
  }
  if (covered < mask.length * LEAST_COVERAGE)
    throw notFound(`there is nothing ${hue} in this picture; ${tellHues(raster)}`)
  return { width, height, data: mask }
}

/** "I found: blue, green": the colours that fill most of a picture. */
function tellHues({ width, height, data }: RgbaRaster): string {
  const lab = new Float64Array(3)
  const step = Math.max(1, Math.floor((width * height) / HUE_SAMPLES))
  const counts = new Map<Hue, number>()
  for (let index = 0; index < width * height; index += step) {
    readOklab(data, index * 4, lab)
    const hue = HUES.find((one) => likenessOf(one, lab[0]!, lab[1]!, lab[2]!) > 0.5)
    if (hue) counts.set(hue, (counts.get(hue) ?? 0) + step)
  }
  const found = [...counts].filter(([, count]) => count > width * height * TELLING_COVERAGE)
  const hues = found.toSorted((a, b) => b[1] - a[1]).map(([hue]) => hue)
  return hues.length === 0 ? 'I found no clear colour' : `I found: ${hues.join(', ')}`
}

/** Points deep inside a piece, far from each other: they tell the model what is meant. */
function pointsIn({ mask, area }: Blob, scale: number): Point[] {
  const depth = boxMean(mask, Math.max(2, Math.round(Math.sqrt(area) / 6)))
  const apart = Math.sqrt(area) / 3
  const points: Point[] = []
  for (let round = 0; round < 4; round++) {
    let best = -1
    let deepest = 0.8
    for (let i = 0; i < depth.data.length; i++) {
      if (mask.data[i]! < 0.5 || depth.data[i]! <= deepest) continue
      const [x, y] = [i % mask.width, Math.floor(i / mask.width)]
      if (points.some((point) => Math.hypot(point.x - x, point.y - y) <= apart)) continue
      best = i
      deepest = depth.data[i]!
    }
    if (best < 0) break
    points.push({ x: best % mask.width, y: Math.floor(best / mask.width) })
  }
  return points.map(({ x, y }) => ({ x: (x + 0.5) * scale, y: (y + 0.5) * scale }))
}

type ColouredTarget = Extract<PlainTarget, { kind: 'colour' }> & { word: string }

async function segmentPiece(
  signal: AbortSignal,
  scene: Scene,
  piece: Blob,
  likeness: Plane,
): Promise<Plane | undefined> {
  const scale = scene.size.width / piece.mask.width
  const { box } = piece
  const { mask } = await scene.segment(signal, {
    points: pointsIn(piece, scale),
    box: { x: box.x * scale, y: box.y * scale, width: box.width * scale, height: box.height * scale },
  })
  const isOfColour = shareInside(mask, likeness) >= LEAST_OF_COLOUR
  // Leaves, grass and bristles have no outline of their own: then the colour itself is the mask.
  const isWhole = shareInside(resizePlane(piece.mask, scene.size), mask) > 0.6
  if (isOfColour && isWhole) return mask
  return undefined
}

/** The detector's things of this kind that have the colour. */
async function detectedPieces(signal: AbortSignal, scene: Scene, target: ColouredTarget, likeness: Plane) {
  const noun = targetOfNoun(target.word)
  const objects = (await scene.objects(signal)).filter(
    ({ label, score }) => noun?.kind === 'class' && label === noun.label && score >= 0.3,
  )
  const found: { mask: Plane; box: Blob['box'] }[] = []
  for (const { box } of objects) {
    const mask = await maskOfBox(signal, scene, box)
    if (mask && shareInside(mask, likeness) >= LEAST_OF_COLOUR) found.push({ mask, box })
  }
  return found
}

/** A thing of a colour, such as "the red bowl": where that colour is, cut out exactly. */
export async function findColouredThing(
  signal: AbortSignal,
  scene: Scene,
  target: ColouredTarget,
): Promise<Found> {
  const likeness = likenessPlane(scene.work, target.hue)
  const detected = await detectedPieces(signal, scene, target, likeness)
  if (detected.length > 0) {
    const chosen = choose(detected, target.which, `${target.hue} ${target.word}`)
    return {
      mask: unite(
        chosen.map(({ mask }) => mask),
        scene.size,
      ),
      notes: [],
    }
  }
  const factor = Math.min(1, SEARCH_SIDE_PX / Math.max(scene.size.width, scene.size.height))
  const small = resizePlane(boxMean(likeness, Math.max(1, Math.round(0.5 / factor))), {
    width: Math.max(1, Math.round(scene.size.width * factor)),
    height: Math.max(1, Math.round(scene.size.height * factor)),
  })
  if (coverageOf(small) < LEAST_COVERAGE) throw notFound(`I could not find a ${target.hue} ${target.word}`)
  const pieces = findBlobs(small, PIECE_SHARE)
  const which = target.which === 'one' ? 'all' : target.which
  const masks: Plane[] = []
  for (const piece of choose(pieces, which, target.word)) {
    const own = resizePlane(piece.mask, scene.size)
    const cut = await segmentPiece(signal, scene, piece, likeness)
    masks.push(cut ?? mapPlane(own, (value, i) => value * Math.min(1, likeness.data[i]! * 1.5)))
  }
  return { mask: unite(masks, scene.size), notes: [`I took what is ${target.hue} for the ${target.word}.`] }
}
