import type { Size } from '@/lib/images/raster'
import { locate } from './align'
import { exactShareOf } from './exact-share'
import { type ChangeMap, mapChanges } from './map-changes'
import { type Placement, placeOnOriginal } from './placement'
import type { Pixels } from './plane'
import { type Alignment, FIDELITY_VERSION, type FidelityReport, type Region } from './report-schema'
import type { Transform } from './transform'

/** Everything that one comparison found. Positions in the map are those of its own frame. */
export type Comparison = {
  report: FidelityReport
  map: ChangeMap
  placement: Placement
  /** Where the result is drawn on the original. */
  transform: Transform
}

/** More than these are noise to a reader; the map shows all. */
const MAX_REGIONS = 100
/** Without a reliable alignment pictures are compared at this size only: what is misplaced a little falls together. */
const UNRELIABLE_LONG_SIDE_PX = 256

/**
 * Aligns, maps and reports, yielding the share that is done after each step: whoever runs it may stop in between.
 * @param original sRGB, 8 or 16 bits, upright
 * @param result likewise; any size
 */
export function* comparing(original: Pixels, result: Pixels): Generator<number, Comparison> {
  const { alignment, transform } = locate(original, result)
  yield 0.4
  const longSidePx = alignment.reliable ? Number.POSITIVE_INFINITY : UNRELIABLE_LONG_SIDE_PX
  const placement = placeOnOriginal(original, result, transform, longSidePx)
  yield 0.6
  const map = mapChanges(placement.original, placement.aligned)
  return {
    report: report(alignment, map, original, {
      addedShare: addedShareOf(map, original, result, transform),
      exactShare: exactShareOf(original, result, transform),
    }),
    map,
    placement,
    transform,
  }
}

/** The same without a stop. */
export function compare(original: Pixels, result: Pixels): Comparison {
  const steps = comparing(original, result)
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}

const shownShareOf = ({ coveredPx, width, height }: ChangeMap): number => coveredPx / (width * height)

/** The share of the result that shows what the original does not have, 0–1. */
function addedShareOf(map: ChangeMap, original: Size, result: Size, { scaleX, scaleY }: Transform): number {
  const shownPx = shownShareOf(map) * original.width * original.height
  return Math.max(0, 1 - shownPx / (Math.abs(scaleX) * result.width * scaleY * result.height))
}

const roundedTint = ({ a, b }: { a: number; b: number }) => ({ a: rounded(a, 4), b: rounded(b, 4) })

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))

/**
 * The report as it is stored. Numbers are rounded to what they are worth: with an unreliable alignment to two digits.
 * @param original its size in pixels, to which the regions refer
 * @param shares see `addedShareOf` and `exactShareOf`
 */
export function report(
  alignment: Alignment,
  map: ChangeMap,
  original: Size,
  { addedShare, exactShare }: Pick<FidelityReport, 'addedShare' | 'exactShare'>,
): FidelityReport {
  const digits = alignment.reliable ? 5 : 2
  return {
    alignment: {
      scaleX: rounded(alignment.scaleX, 8),
      scaleY: rounded(alignment.scaleY, 8),
      shiftX: rounded(alignment.shiftX, 3),
      shiftY: rounded(alignment.shiftY, 3),
      rotationDeg: rounded(alignment.rotationDeg, 4),
      residualPx: rounded(alignment.residualPx, 3),
      confidence: rounded(alignment.confidence, 3),
      reliable: alignment.reliable,
    },
    keptShare: rounded(map.keptShare, digits),
    shownShare: rounded(shownShareOf(map), 4),
    addedShare: rounded(addedShare, 4),
    exactShare,
    drift: {
      lightness: rounded(map.drift.lightness, 4),
      a: rounded(map.drift.a, 4),
      b: rounded(map.drift.b, 4),
      contrast: rounded(map.drift.contrast, 3),
      saturation: rounded(map.drift.saturation, 3),
      distance: rounded(map.drift.distance, 4),
      shadows: roundedTint(map.drift.shadows),
      highlights: roundedTint(map.drift.highlights),
      edges: rounded(map.drift.edges, 3),
    },
    outside: {
      p99Distance: rounded(map.outside.p99Distance, 4),
      ssim: rounded(map.outside.ssim, 4),
    },
    regions: map.areas.slice(0, MAX_REGIONS).map((area) => toRegion(area, map, original)),
    noiseFloor: rounded(map.noiseFloor, 4),
    version: FIDELITY_VERSION,
  }
}

/** A changed area of the frame in whole original pixels that contain it. */
function toRegion(area: ChangeMap['areas'][number], map: ChangeMap, original: Size): Region {
  const [scaleX, scaleY] = [original.width / map.width, original.height / map.height]
  const [x, y] = [Math.floor(area.x * scaleX + 1e-6), Math.floor(area.y * scaleY + 1e-6)]
  const right = Math.min(original.width, Math.ceil((area.x + area.width) * scaleX - 1e-6))
  const bottom = Math.min(original.height, Math.ceil((area.y + area.height) * scaleY - 1e-6))
  return {
    x,
    y,
    width: Math.max(1, right - x),
    height: Math.max(1, bottom - y),
    areaShare: rounded(area.areaPx / (map.width * map.height), 6),
    middleShare: rounded(area.middleShare, 3),
    meanDistance: rounded(area.meanDistance, 4),
  }
}
