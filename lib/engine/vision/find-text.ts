import type { Plane } from '@/lib/engine/pixels/gaussian'
import { findPieces } from './blobs'
import { notFoundBut } from './not-found'
import { emptyPlane, mapPlane } from './plane'
import type { Found, Scene } from './vision'

/** A core of writing begins here, and its mean must be this sure (the values of the detector's own authors). */
const LIKELY = 0.3
const SURE = 0.6
/** The detector marks the core of a line; letters reach this much of the core's height beyond it. */
const BEYOND = 0.75
const SMALLEST_PX = 12

/** The place of every line of writing, as 0 or 1. @throws EngineRefusal `TARGET_NOT_FOUND` when there is none */
export async function findText(signal: AbortSignal, scene: Scene): Promise<Found> {
  const likely = await scene.writing(signal)
  const lines = findPieces(mapPlane(likely, (value) => (value > LIKELY ? 1 : 0))).filter(
    (line) => line.length >= SMALLEST_PX && meanOf(likely, line) >= SURE,
  )
  if (lines.length === 0) throw notFoundBut('writing', await scene.objects(signal))
  const mask = emptyPlane(scene.size)
  for (const line of lines) paintAround(mask, line)
  return { mask, notes: [], edgePx: 0 }
}

const meanOf = ({ data }: Plane, pixels: readonly number[]): number =>
  pixels.reduce((sum, at) => sum + data[at]!, 0) / pixels.length

/** Every pixel within reach of the line's core. */
function paintAround({ width, height, data }: Plane, line: readonly number[]): void {
  const columns = line.map((at) => at % width)
  const rows = line.map((at) => Math.floor(at / width))
  const spread = (values: readonly number[]) =>
    values.reduce((most, value) => Math.max(most, value), 0) -
    values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
  // Slanted lines are as high as their area says, not as their box does.
  const core =
    Math.min(spread(columns), spread(rows), line.length / Math.max(1, spread(columns), spread(rows))) + 1
  const reach = Math.ceil(core * BEYOND) + 1
  for (const at of line) {
    const [x, y] = [at % width, Math.floor(at / width)]
    for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++)
      data.fill(1, row * width + Math.max(0, x - reach), row * width + Math.min(width - 1, x + reach) + 1)
  }
}
