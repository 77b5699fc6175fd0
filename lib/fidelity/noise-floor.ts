import type { ChangeSamples } from './change-samples'
import { type Drift, distanceAfter, roughnessAfter } from './drift'

/**
 * What differences mean nothing. Re-encoding and resampling disturb a picture most where it is busy, so the floor rises
 * with the activity (the standard deviation of the original in the window).
 */
export type NoiseFloor = {
  /** OKLab distance in a smooth area. */
  base: number
  /** Rise with activity of the floor for differences of the mean colour … */
  meanRise: number
  /** … and for the root of the mean square difference, which sees lost or new texture. */
  roughRise: number
}

/**
 * Lower bounds fit JPEG at quality 80 on the sample photos (99.9 % of windows lie under them); upper ones keep a bad
 * pair from hiding everything.
 */
const BASE = { least: 0.009, most: 0.035, timesMedian: 6 }
const MEAN_RISE = { least: 0.1, most: 0.4, timesMedian: 4 }
const ROUGH_RISE = { least: 0.2, most: 0.75, timesMedian: 1.7 }
/** Roughness is always larger than the mean difference: its floor starts higher. */
export const ROUGH_BASE = 1.25
const SMOOTH_UNDER = 0.012
const BUSY_OVER = 0.03
/** Windows whose mean moved further were edited and say nothing about noise. */
const UNCHANGED_UNDER = 0.025

/** Noise lies everywhere: where so many textured windows are the same to the bit, nothing was saved with a loss. */
const LEAST_EXACT = 0.1

type Bound = { least: number; most: number; timesMedian: number }

function bounded(values: number[], { least, most, timesMedian }: Bound): number {
  if (values.length < 20) return least
  const median = values.sort((a, b) => a - b)[values.length >> 1]!
  return Math.max(least, Math.min(most, median * timesMedian))
}

function isLossless({ count, activity, movedSquare }: ChangeSamples): boolean {
  let [textured, exact] = [0, 0]
  for (let i = 0; i < count; i++) {
    if (activity[i]! < SMOOTH_UNDER) continue
    textured++
    if (movedSquare[i] === 0) exact++
  }
  return exact > LEAST_EXACT * textured
}

const LOSSLESS: NoiseFloor = {
  base: BASE.least,
  meanRise: MEAN_RISE.least,
  roughRise: ROUGH_RISE.least,
}

/** Measures the noise of this pair on its own unchanged windows. */
export function measureNoise(samples: ChangeSamples, drift: Drift): NoiseFloor {
  if (isLossless(samples)) return LOSSLESS
  const [smooth, mean, rough]: [number[], number[], number[]] = [[], [], []]
  for (let i = 0; i < samples.count; i++) {
    const distance = distanceAfter(samples, drift, i)
    const activity = samples.activity[i]! * samples.weight[i]!
    if (distance > UNCHANGED_UNDER + 0.2 * activity) continue
    if (activity < SMOOTH_UNDER) smooth.push(distance)
    if (activity < BUSY_OVER) continue
    mean.push(distance / activity)
    rough.push(roughnessAfter(samples, drift, i) / activity)
  }
  return {
    base: bounded(smooth, BASE),
    meanRise: bounded(mean, MEAN_RISE),
    roughRise: bounded(rough, ROUGH_RISE),
  }
}
