import { eachBand } from '@/lib/engine/pixels/bands'
import type { Plane } from '@/lib/engine/pixels/gaussian'
import { readOklab } from '@/lib/engine/pixels/oklab-at'
import { createStretch } from '@/lib/engine/pixels/stretch'
import { emptyPlane } from '@/lib/engine/vision/plane'
import type { RgbaRaster } from '@/lib/images/raster'
import { ramp } from './ramp'

/** What is this light and this much amber was lit by a lamp; OKLab, from hardly to surely. */
const LIGHTNESS = [0.62, 0.82] as const
const CHROMA = [0.05, 0.1] as const
/** By so much it is lighter than what lies around it. */
const PROMINENCE = [0, 0.1] as const
const AMBER_HUE = (75 * Math.PI) / 180
const AMBER_WIDTH = 0.55

/** Nothing that light has a red sample under this, and nothing amber more blue than red. */
const LEAST_RED = 120
const isDull = (data: Uint8Array, at: number): boolean => data[at]! < LEAST_RED || data[at + 2]! >= data[at]!

function lampOf(lab: Float64Array, around: number): number {
  const lightness = lab[0]!
  if (lightness < LIGHTNESS[0] || lightness < around) return 0
  const away = (Math.atan2(lab[2]!, lab[1]!) - AMBER_HUE) / AMBER_WIDTH
  return (
    ramp(lightness, ...LIGHTNESS) *
    ramp(Math.hypot(lab[1]!, lab[2]!), ...CHROMA) *
    ramp(lightness - around, ...PROMINENCE) *
    Math.exp(-away * away)
  )
}

/**
 * How much of each place is the light of a lamp, 0–1. Every pixel is asked, for a lamp may be a few pixels large.
 * @param around how light it is around each place, OKLab; the answer has its size
 * @param step how many pixels of the picture a place is wide
 */
export async function findLamps(
  signal: AbortSignal,
  raster: RgbaRaster,
  around: Plane,
  step: number,
): Promise<Plane> {
  const { width, data } = raster
  const lamps = emptyPlane(around)
  const drawAround = createStretch(around, raster)
  const row = new Float32Array(width)
  const lab = new Float64Array(3)
  await eachBand(signal, raster, (from, to) => {
    for (let y = from; y < to; y++) {
      drawAround(y, row)
      const first = Math.floor(y / step) * lamps.width
      for (let x = 0; x < width; x++) {
        const at = (y * width + x) * 4
        if (isDull(data, at)) continue
        readOklab(data, at, lab)
        lamps.data[first + Math.floor(x / step)]! += lampOf(lab, row[x]!) / (step * step)
      }
    }
  })
  return lamps
}
