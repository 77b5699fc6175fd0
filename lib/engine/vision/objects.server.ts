import 'server-only'
import type { Box, RgbaRaster, Size } from '@/lib/images/raster'
import { COCO } from './coco'
import { resampleRgb, toChannelsLast } from './pictures.server'
import type { Runtime } from './runtime.server'
import type { Detection } from './vision'

/** CenterNet (Zhou et al., 2019): the side of its input, and of the grid of its answers. */
const SIDE = 512
const GRID = 128
const CELL = SIDE / GRID
const LEAST_SCORE = 0.2
/** Boxes of one kind that overlap more are the same thing. */
const SAME_THING = 0.5

export function boxOverlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  if (width <= 0 || height <= 0) return 0
  const both = width * height
  return both / (a.width * a.height + b.width * b.height - both)
}

/** True where no neighbour in the grid scores higher for the same kind. */
function isPeak(scores: Float32Array, x: number, y: number, kind: number): boolean {
  const own = scores[(y * GRID + x) * COCO.length + kind]!
  for (let row = Math.max(0, y - 1); row <= Math.min(GRID - 1, y + 1); row++)
    for (let column = Math.max(0, x - 1); column <= Math.min(GRID - 1, x + 1); column++)
      if (scores[(row * GRID + column) * COCO.length + kind]! > own) return false
  return true
}

/** The box around a peak: its distances to the four sides, clipped to the picture. */
function toBox(reach: Float32Array, x: number, y: number, { width, height }: Size): Box {
  const at = (y * GRID + x) * 4
  const across = width / SIDE
  const down = height / SIDE
  const left = Math.max(0, (x * CELL - reach[at]!) * across)
  const top = Math.max(0, (y * CELL - reach[at + 1]!) * down)
  const right = Math.min(width, (x * CELL + reach[at + 2]!) * across)
  const bottom = Math.min(height, (y * CELL + reach[at + 3]!) * down)
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) }
}

function withoutDoubles(detections: readonly Detection[]): Detection[] {
  const kept: Detection[] = []
  for (const one of detections.toSorted((a, b) => b.score - a.score))
    if (!kept.some((other) => other.label === one.label && boxOverlap(other.box, one.box) > SAME_THING))
      kept.push(one)
  return kept
}

/** Things of the 80 kinds of COCO, the surest first; boxes in pixels of the picture. */
export async function findObjects(
  signal: AbortSignal,
  runtime: Runtime,
  raster: RgbaRaster,
): Promise<Detection[]> {
  const rgb = await resampleRgb(raster, { width: SIDE, height: SIDE })
  const data = toChannelsLast(rgb, 1, 0)
  const outputs = await runtime.run(signal, 'objects', { shape: [1, SIDE, SIDE, 3], data })
  const scores = outputs['tower_0/keypoints']!.data
  const reach = outputs['tower_0/wh']!.data
  const found: Detection[] = []
  for (let y = 0, at = 0; y < GRID; y++)
    for (let x = 0; x < GRID; x++)
      for (let kind = 0; kind < COCO.length; kind++, at++)
        if (scores[at]! >= LEAST_SCORE && isPeak(scores, x, y, kind))
          found.push({ label: COCO[kind]!, score: scores[at]!, box: toBox(reach, x, y, raster) })
  return withoutDoubles(found)
}
