import 'server-only'
import type { Box, RgbaRaster, Size } from '@/lib/images/raster'
import { BROWS, EYES, INNER_LIPS, OUTER_LIPS, OVAL } from './face-points'
import { boxOverlap } from './objects.server'
import { resampleRgb, toChannelsLast } from './pictures.server'
import type { Runtime } from './runtime.server'
import type { Face, Point } from './vision'

/** BlazeFace (Bazarevsky et al., 2019) with its back camera's input, MediaPipe's face mesh and iris. */
const DETECTOR_SIDE = 256
const MESH_SIDE = 192
const IRIS_SIDE = 64
const LEAST_SCORE = 0.6
const LEAST_MESH_SCORE = 0.6
const SAME_FACE = 0.3
const MOST_FACES = 10
/** The mesh wants air around the face, the iris around the eye. */
const FACE_MARGIN = 1.5
const EYE_MARGIN = 2.3
/** The mesh sees crops of this much of the picture too, for faces that the detector finds too small. */
const ANCHORS = [
  { stride: 16, count: 2, scores: 'x512x1', boxes: 'x512x16' },
  { stride: 32, count: 6, scores: 'x384x1', boxes: 'x384x16' },
]

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value))

/** A square around a place, kept inside the picture as far as it goes. */
function squareAround(centre: Point, side: number, size: Size): Box {
  const x = Math.max(0, Math.round(centre.x - side / 2))
  const y = Math.max(0, Math.round(centre.y - side / 2))
  return {
    x,
    y,
    width: Math.max(1, Math.min(size.width - x, Math.round(side))),
    height: Math.max(1, Math.min(size.height - y, Math.round(side))),
  }
}

async function detectFaces(signal: AbortSignal, runtime: Runtime, raster: RgbaRaster) {
  const rgb = await resampleRgb(raster, { width: DETECTOR_SIDE, height: DETECTOR_SIDE })
  const outputs = await runtime.run(signal, 'faces', {
    shape: [1, DETECTOR_SIDE, DETECTOR_SIDE, 3],
    data: toChannelsLast(rgb, 1 / 127.5, -1),
  })
  const find = (shape: string) =>
    Object.values(outputs).find((one) => one.shape.join('x').endsWith(shape))!.data
  const across = raster.width / DETECTOR_SIDE
  const down = raster.height / DETECTOR_SIDE
  const found: { score: number; box: Box }[] = []
  for (const { stride, count, scores, boxes } of ANCHORS) {
    const score = find(scores)
    const box = find(boxes)
    const grid = DETECTOR_SIDE / stride
    for (let anchor = 0; anchor < score.length; anchor++) {
      const sure = sigmoid(score[anchor]!)
      if (sure < LEAST_SCORE) continue
      const cell = Math.floor(anchor / count)
      const at = anchor * 16
      const x = stride * ((cell % grid) + 0.5) + box[at]!
      const y = stride * (Math.floor(cell / grid) + 0.5) + box[at + 1]!
      const width = box[at + 2]! * across
      const height = box[at + 3]! * down
      found.push({ score: sure, box: { x: x * across - width / 2, y: y * down - height / 2, width, height } })
    }
  }
  const kept: typeof found = []
  for (const one of found.sort((a, b) => b.score - a.score))
    if (!kept.some((other) => boxOverlap(other.box, one.box) > SAME_FACE)) kept.push(one)
  return kept.slice(0, MOST_FACES)
}

const centreOf = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
})

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

/** The five points of the iris: its middle and four on its rim. The model knows left eyes only; right ones are mirrored. */
async function findIris(
  signal: AbortSignal,
  runtime: Runtime,
  raster: RgbaRaster,
  outline: readonly Point[],
  isMirrored: boolean,
): Promise<{ centre: Point; radius: number }> {
  const width = Math.max(...outline.map(({ x }) => x)) - Math.min(...outline.map(({ x }) => x))
  const part = squareAround(centreOf(outline), Math.max(8, width * EYE_MARGIN), raster)
  const rgb = await resampleRgb(raster, { width: IRIS_SIDE, height: IRIS_SIDE }, { part })
  const data = toChannelsLast(isMirrored ? mirror(rgb, IRIS_SIDE) : rgb, 1 / 255, 0)
  const outputs = await runtime.run(signal, 'iris', { shape: [1, IRIS_SIDE, IRIS_SIDE, 3], data })
  const values = Object.values(outputs)[0]!.data
  const first = values.length / 3 - 5
  const points = Array.from({ length: 5 }, (_, i): Point => {
    const x = values[(first + i) * 3]! / IRIS_SIDE
    const y = values[(first + i) * 3 + 1]! / IRIS_SIDE
    return { x: part.x + (isMirrored ? 1 - x : x) * part.width, y: part.y + y * part.height }
  })
  const [centre = { x: 0, y: 0 }, ...rim] = points
  return { centre, radius: rim.reduce((sum, point) => sum + distance(point, centre), 0) / rim.length }
}

function mirror(rgb: Uint8Array, side: number): Uint8Array {
  const out = new Uint8Array(rgb.length)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      for (let channel = 0; channel < 3; channel++)
        out[(y * side + x) * 3 + channel] = rgb[(y * side + side - 1 - x) * 3 + channel]!
  return out
}

async function meshOf(
  signal: AbortSignal,
  runtime: Runtime,
  raster: RgbaRaster,
  { score, box }: { score: number; box: Box },
): Promise<Face | undefined> {
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const part = squareAround(centre, Math.max(box.width, box.height) * FACE_MARGIN, raster)
  const rgb = await resampleRgb(raster, { width: MESH_SIDE, height: MESH_SIDE }, { part })
  const outputs = await runtime.run(signal, 'mesh', {
    shape: [1, MESH_SIDE, MESH_SIDE, 3],
    data: toChannelsLast(rgb, 1 / 255, 0),
  })
  if (sigmoid(outputs.Identity_1!.data[0]!) < LEAST_MESH_SCORE) return undefined
  const mesh = outputs.Identity_2!.data
  const outline = (indices: readonly number[]): Point[] =>
    indices.map((index) => ({
      x: part.x + (mesh[index * 3]! / MESH_SIDE) * part.width,
      y: part.y + (mesh[index * 3 + 1]! / MESH_SIDE) * part.height,
    }))
  const eyes: Face['eyes'] = []
  for (const [side, indices] of EYES.entries()) {
    const around = outline(indices)
    eyes.push({ outline: around, ...(await findIris(signal, runtime, raster, around, side === 1)) })
  }
  return {
    score,
    box,
    oval: outline(OVAL),
    lips: outline(OUTER_LIPS),
    mouth: outline(INNER_LIPS),
    brows: BROWS.map(outline),
    eyes,
  }
}

/** Human faces with the outlines of their parts, the surest first. */
export async function findFaces(signal: AbortSignal, runtime: Runtime, raster: RgbaRaster): Promise<Face[]> {
  const faces: Face[] = []
  for (const found of await detectFaces(signal, runtime, raster)) {
    const face = await meshOf(signal, runtime, raster, found)
    if (face) faces.push(face)
  }
  return faces
}
