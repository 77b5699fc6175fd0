import type { Raster } from '@/lib/images/raster'
import type { Placement } from './placement'

/** What each 8-bit value became, in all channels alike. */
export type ToneCurve = Uint8Array

const BIN = 16
const BINS = 256 / BIN
const WANTED_PX = 60_000
/** A bin with fewer of all values says nothing. */
const LEAST_OF_ALL = 0.002
/** A curve that leaves less of the contrast hides what else was changed. */
const LEAST_CONTRAST = 0.15

type Knot = { from: number; to: number }

/**
 * The curve that most pixels followed: for each range of values the median of what came of them, which an edit of less
 * than half of them does not move; rising, and straight in between. It has sixteen knots at most for all channels
 * together, so that no colour can go its own way.
 * @returns undefined where there is none, or nearly no contrast was left
 */
export function fitToneCurve({ original, aligned }: Placement): ToneCurve | undefined {
  if (hasAlpha(original) || hasAlpha(aligned.raster)) return undefined
  const knots = findKnots(countValues(original, aligned))
  const [first, last] = [knots[0], knots.at(-1)]
  if (!first || !last || knots.length < 3) return undefined
  const contrast = (last.to - first.to) / (last.from - first.from)
  return contrast < LEAST_CONTRAST ? undefined : drawCurve(knots)
}

const hasAlpha = ({ channels }: Raster): boolean => channels % 2 === 0

/** For each bin how often each value was in it, and how often each value came of it. */
function countValues(original: Raster, { raster, cover }: Placement['aligned']) {
  const counts = Array.from({ length: BINS }, () => ({
    from: new Uint32Array(256),
    to: new Uint32Array(256),
  }))
  const { width, height } = original
  const step = Math.max(1, Math.round(Math.sqrt((width * height) / WANTED_PX)))
  const channels = Math.max(original.channels, raster.channels)
  for (let y = step >> 1; y < height; y += step)
    for (let x = cover.from[y]! + (step >> 1); x < cover.to[y]!; x += step)
      for (let c = 0; c < channels; c++) {
        const from = valueAt(original, y * width + x, c)
        const bin = counts[Math.floor(from / BIN)]!
        bin.from[from]!++
        bin.to[valueAt(raster, y * width + x, c)]!++
      }
  return counts
}

const valueAt = ({ channels, data }: Raster, pixel: number, c: number): number =>
  data[pixel * channels + Math.min(c, channels - 1)]!

function findKnots(counts: ReturnType<typeof countValues>): Knot[] {
  const sums = counts.map(({ from }) => from.reduce((sum, count) => sum + count, 0))
  const least = LEAST_OF_ALL * sums.reduce((sum, count) => sum + count, 0)
  const knots: Knot[] = []
  counts.forEach(({ from, to }, bin) => {
    if (sums[bin]! <= least) return
    const before = knots.at(-1)?.to ?? 0
    knots.push({ from: medianOf(from, sums[bin]!), to: Math.max(before, medianOf(to, sums[bin]!)) })
  })
  return knots
}

function medianOf(counts: Uint32Array, total: number): number {
  let seen = 0
  return counts.findIndex((count) => {
    seen += count
    return 2 * seen >= total
  })
}

/** Straight between knots, and on beyond the first and the last. */
function drawCurve(knots: readonly Knot[]): ToneCurve {
  return Uint8Array.from({ length: 256 }, (_, value) => {
    const after = knots.findIndex(({ from }) => from >= value)
    const at = Math.max(1, after < 0 ? knots.length - 1 : after)
    const [low, high] = [knots[at - 1]!, knots[at]!]
    const slope = (high.to - low.to) / (high.from - low.from)
    return Math.max(0, Math.min(255, Math.round(low.to + slope * (value - low.from))))
  })
}

/** An opaque picture as the curve makes it. */
export const applyToneCurve = (raster: Raster, curve: ToneCurve): Raster => ({
  ...raster,
  data: raster.data.map((value) => curve[value]!),
})
