import type { Mask, Raster, Size } from '@/lib/images/raster'
import { toChangeMask } from './change-mask'
import { type Components, findComponents } from './components'
import { DISTANCE_STEP, measureDistances } from './distance-map'
import type { Drift } from './drift'
import { findGrade } from './grade'
import { measureNoise } from './noise-floor'
import type { Aligned } from './placement'
import { measureSimilarity } from './similarity'

/** A changed area in the frame's own pixels. */
export type ChangedArea = {
  x: number
  y: number
  width: number
  height: number
  areaPx: number
  /** The share of the frame's middle ninth that it takes. */
  middleShare: number
  meanDistance: number
}

/** What changed, in the frame in which the pictures were compared. */
export type ChangeMap = {
  width: number
  height: number
  /**
   * OKLab distance less what the texture explains, in steps of `DISTANCE_STEP`: what lies at or over the noise floor
   * is evident. 0 where the result shows nothing.
   */
  evident: Uint8Array
  /** 255 = changed, after cleaning. */
  mask: Mask
  /** Pixels that both pictures show. */
  coveredPx: number
  keptShare: number
  drift: Drift['mean']
  noiseFloor: number
  outside: { p99Distance: number; ssim: number }
  /** Largest first. */
  areas: ChangedArea[]
}

/**
 * Compares two pictures in one frame (see `placeOnOriginal`). A drift of all colours is estimated on the unchanged part
 * and taken out; then each pixel's OKLab distance over a small window is held against a noise floor that is measured on
 * this very pair, and what lies over it is cleaned to areas.
 */
export function mapChanges(original: Raster, aligned: Aligned): ChangeMap {
  const { placement, samples, drift } = findGrade({ original, aligned })
  const floor = measureNoise(samples, drift)
  const maps = measureDistances(placement, drift, floor)
  const mask = toChangeMask(maps, floor.base)
  const components = findComponents(mask, maps, maps.plain)
  const { list } = components
  const middleShares = middleSharesOf(components, maps)
  const coveredPx = countCovered(aligned)
  const changedPx = list.reduce((sum, part) => sum + part.areaPx, 0)
  const ssim = measureSimilarity(placement, drift, mask)
  const { width, height } = maps
  return {
    width,
    height,
    evident: maps.evident,
    mask: { width, height, data: mask },
    coveredPx,
    keptShare: coveredPx === 0 ? 0 : Math.max(0, 1 - changedPx / coveredPx),
    drift: drift.mean,
    noiseFloor: floor.base,
    outside: { p99Distance: percentileOutside(maps.plain, mask, aligned, 0.99), ssim },
    areas: list
      .map(({ areaPx, sum, strongPx: _, ...box }, index) => ({
        ...box,
        areaPx,
        middleShare: middleShares[index]!,
        meanDistance: (sum / areaPx) * DISTANCE_STEP,
      }))
      .sort((a, b) => b.areaPx - a.areaPx),
  }
}

/** For each component the share of the frame's middle ninth that it takes. */
function middleSharesOf({ list, runs, owner }: Components, { width, height }: Size): number[] {
  const [left, right] = [Math.floor(width / 3), Math.ceil((2 * width) / 3)]
  const [top, bottom] = [Math.floor(height / 3), Math.ceil((2 * height) / 3)]
  const shares = list.map(() => 0)
  owner.forEach((number, run) => {
    const [y, from, to] = [runs[3 * run]!, runs[3 * run + 1]!, runs[3 * run + 2]!]
    if (y < top || y >= bottom) return
    const within = Math.max(0, Math.min(to, right) - Math.max(from, left))
    shares[number]! += within / ((right - left) * (bottom - top))
  })
  return shares.map((share) => Math.min(1, share))
}

function countCovered({ cover }: Aligned): number {
  let count = 0
  for (let y = 0; y < cover.from.length; y++) count += cover.to[y]! - cover.from[y]!
  return count
}

/** The distance that the given share of the covered pixels outside the mask stay under. */
function percentileOutside(
  plain: Uint8Array,
  mask: Uint8Array,
  { cover, raster }: Aligned,
  share: number,
): number {
  const counts = new Uint32Array(256)
  let total = 0
  for (let y = 0; y < raster.height; y++)
    for (let i = y * raster.width + cover.from[y]!; i < y * raster.width + cover.to[y]!; i++)
      if (mask[i] === 0) {
        counts[plain[i]!]!++
        total++
      }
  let seen = 0
  for (let value = 0; value < 256; value++) {
    seen += counts[value]!
    if (seen >= share * total) return value * DISTANCE_STEP
  }
  return 0
}
