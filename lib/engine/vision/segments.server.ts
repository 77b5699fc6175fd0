import 'server-only'
import type { Plane } from '@/lib/engine/pixels/gaussian'
import type { RgbaRaster, Size } from '@/lib/images/raster'
import { resampleRgb } from './pictures.server'
import { extendToEdges } from './plane'
import type { Runtime, Tensor } from './runtime.server'
import type { Prompt, Segment, Sketch } from './vision'

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
      data: new Float32Array(COARSE_SIDE * COARSE_SIDE),
    },
    has_mask_input: { shape: [1], data: new Float32Array(1) },
    orig_im_size: { shape: [2], data: Float32Array.of(size.height, size.width) },
  })
  return {
    logits: outputs.masks!.data,
    coarse: outputs.low_res_masks!.data,
    quality: outputs.iou_predictions!.data[0]!,
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

/** The coarse mask alone. Its stability is the overlap of a strict and a lenient reading, as in SAM's own generator. */
export async function sketchAt(
  signal: AbortSignal,
  runtime: Runtime,
  embedding: Embedding,
  prompt: Prompt,
): Promise<Sketch> {
  // The smallest picture that the decoder may draw: only the coarse mask is wanted.
  const { coarse, quality } = await decode(signal, runtime, embedding, prompt, { width: 16, height: 16 })
  const shrink = (embedding.scale * COARSE_SIDE) / SIDE
  const width = Math.round(embedding.size.width * shrink)
  const height = Math.round(embedding.size.height * shrink)
  const data = new Float32Array(width * height)
  let strict = 0
  let lenient = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const logit = coarse[y * COARSE_SIDE + x]!
      data[y * width + x] = toShare(logit)
      if (logit > 1) strict++
      if (logit > -1) lenient++
    }
  return { mask: { width, height, data }, quality, stability: lenient === 0 ? 0 : strict / lenient }
}
