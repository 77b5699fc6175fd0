import 'server-only'
import type { Plane } from '@/lib/engine/pixels/gaussian'
import { createStretch } from '@/lib/engine/pixels/stretch'
import type { RgbaRaster, Size } from '@/lib/images/raster'
import { ALL_MASKS, ALL_QUALITIES } from './model-files'
import { resampleRgb } from './pictures.server'
import { emptyPlane, extendToEdges } from './plane'
import type { Runtime, Tensor } from './runtime.server'
import type { Level, Point, Prompt, Segment, Sketch } from './vision'

/** Segment Anything (Kirillov et al., 2023): the longer side of its input, and its normalisation. */
const SIDE = 1024
const MEANS = [123.675, 116.28, 103.53]
const DEVIATIONS = [58.395, 57.12, 57.375]
/** Its first, coarse mask. */
const COARSE_SIDE = 256
/** Meanings of points. */
const OUTSIDE = 0
const INSIDE = 1
const BOX_START = 2
const BOX_END = 3
const NOTHING = -1

/** What the encoder saw in a picture; the costly half, done once for each picture. */
export type Embedding = { tensor: Tensor; size: Size; scale: number }

export async function embedPicture(
  signal: AbortSignal,
  runtime: Runtime,
  raster: RgbaRaster,
): Promise<Embedding> {
  const scale = SIDE / Math.max(raster.width, raster.height)
  const width = Math.round(raster.width * scale)
  const height = Math.round(raster.height * scale)
  const rgb = await resampleRgb(raster, { width, height })
  const data = new Float32Array(3 * SIDE * SIDE)
  for (let channel = 0; channel < 3; channel++)
    for (let y = 0; y < height; y++)
      for (let x = 0, from = y * width * 3 + channel; x < width; x++, from += 3)
        data[(channel * SIDE + y) * SIDE + x] = (rgb[from]! - MEANS[channel]!) / DEVIATIONS[channel]!
  const outputs = await runtime.run(signal, 'samEncoder', { shape: [1, 3, SIDE, SIDE], data })
  return { tensor: Object.values(outputs)[0]!, size: raster, scale }
}

function toPoints({ points = [], outside = [], box }: Prompt): { place: number[]; meaning: number }[] {
  const corners = box
    ? [
        { place: [box.x, box.y], meaning: BOX_START },
        { place: [box.x + box.width, box.y + box.height], meaning: BOX_END },
      ]
    : [{ place: [0, 0], meaning: NOTHING }]
  return [
    ...points.map(({ x, y }) => ({ place: [x, y], meaning: INSIDE })),
    ...outside.map(({ x, y }) => ({ place: [x, y], meaning: OUTSIDE })),
    ...corners,
  ]
}

async function decode(
  signal: AbortSignal,
  runtime: Runtime,
  embedding: Embedding,
  prompt: Prompt,
  size: Size,
) {
  const points = toPoints(prompt)
  const outputs = await runtime.run(signal, 'samDecoder', {
    image_embeddings: embedding.tensor,
    point_coords: {
      shape: [1, points.length, 2],
      data: Float32Array.from(points.flatMap(({ place }) => place.map((value) => value * embedding.scale))),
    },
    point_labels: { shape: [1, points.length], data: Float32Array.from(points, ({ meaning }) => meaning) },
    mask_input: {
      shape: [1, 1, COARSE_SIDE, COARSE_SIDE],
      data: prompt.like ?? new Float32Array(COARSE_SIDE * COARSE_SIDE),
    },
    has_mask_input: { shape: [1], data: Float32Array.of(prompt.like ? 1 : 0) },
    orig_im_size: { shape: [2], data: Float32Array.of(size.height, size.width) },
  })
  return {
    logits: outputs.masks!.data,
    coarse: outputs.low_res_masks!.data,
    quality: outputs.iou_predictions!.data[0]!,
    allCoarse: outputs[ALL_MASKS]!.data,
    allQualities: outputs[ALL_QUALITIES]!.data,
  }
}

/** Its masks fade out this near to the edge of what it sees. */
const EDGE_PX = 8

/** Steeper than the model's own curve, so that the inside is whole; the edge is laid by the guided filter. */
const STEEPNESS = 2.5
/** Beyond this it makes no difference in bytes. */
const CERTAIN = 4
const toShare = (logit: number): number =>
  logit > CERTAIN ? 1 : logit < -CERTAIN ? 0 : 1 / (1 + Math.exp(-logit * STEEPNESS))

/** The mask of what is pointed at. */
export async function segmentAt(
  signal: AbortSignal,
  runtime: Runtime,
  embedding: Embedding,
  prompt: Prompt,
): Promise<Segment> {
  const { size } = embedding
  const { logits, quality } = await decode(signal, runtime, embedding, prompt, size)
  const area = size.width * size.height
  const mask: Plane = {
    width: size.width,
    height: size.height,
    data: new Float32Array(area),
  }
  for (let i = 0; i < area; i++) mask.data[i] = toShare(logits[i]!)
  return { mask: extendToEdges(mask, Math.ceil(EDGE_PX / embedding.scale)), quality }
}

/** Where only the coarse masks are wanted: the smallest picture that the decoder may draw. */
const LEAST_SIZE = { width: 16, height: 16 }

/** The overlap of a strict and a lenient reading of a coarse mask, as in SAM's own generator. */
function stabilityOf(coarse: Float32Array, width: number, height: number): number {
  let [strict, lenient] = [0, 0]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const logit = coarse[y * COARSE_SIDE + x]!
      if (logit > 1) strict++
      if (logit > -1) lenient++
    }
  return lenient === 0 ? 0 : strict / lenient
}

/** How many values of a coarse mask a pixel of the picture is wide. */
const shrinkOf = ({ scale }: Embedding): number => (scale * COARSE_SIDE) / SIDE

/** The coarse mask alone. */
export async function sketchAt(
  signal: AbortSignal,
  runtime: Runtime,
  embedding: Embedding,
  prompt: Prompt,
): Promise<Sketch> {
  const { coarse, quality } = await decode(signal, runtime, embedding, prompt, LEAST_SIZE)
  const width = Math.round(embedding.size.width * shrinkOf(embedding))
  const height = Math.round(embedding.size.height * shrinkOf(embedding))
  const data = new Float32Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data[y * width + x] = toShare(coarse[y * COARSE_SIDE + x]!)
  return { mask: { width, height, data }, quality, stability: stabilityOf(coarse, width, height) }
}

/** All that a point may mean to the model: a part, a thing, several of them; four masks in no order. */
export async function levelsAt(
  signal: AbortSignal,
  runtime: Runtime,
  embedding: Embedding,
  point: Point,
): Promise<Level[]> {
  const prompt = { points: [point] }
  const { allCoarse, allQualities } = await decode(signal, runtime, embedding, prompt, LEAST_SIZE)
  return Array.from(allQualities, (quality, i) => {
    const logits = allCoarse.slice(i * COARSE_SIDE ** 2, (i + 1) * COARSE_SIDE ** 2)
    return { logits, quality, ...drawLevel(embedding, logits) }
  })
}

function drawLevel(embedding: Embedding, logits: Float32Array): Pick<Level, 'mask' | 'stability'> {
  const { size } = embedding
  const shrink = shrinkOf(embedding)
  const coarse: Plane = { width: COARSE_SIDE, height: COARSE_SIDE, data: logits }
  const mask = emptyPlane(size)
  const draw = createStretch(coarse, size, { x: shrink, y: shrink })
  const row = new Float32Array(size.width)
  for (let y = 0; y < size.height; y++) {
    draw(y, row)
    for (let x = 0; x < size.width; x++) mask.data[y * size.width + x] = toShare(row[x]!)
  }
  return {
    mask: extendToEdges(mask, Math.ceil(EDGE_PX / embedding.scale)),
    stability: stabilityOf(logits, Math.round(size.width * shrink), Math.round(size.height * shrink)),
  }
}
