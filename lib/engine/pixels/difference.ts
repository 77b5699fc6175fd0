import type { Mask, RgbaRaster } from '@/lib/images/raster'
import { readOklab } from './oklab-at'

/** Enough samples for a mean that is true to a hundredth; more would cost time for nothing. */
const SAMPLES = 1 << 14
/** Which share of the samples counts as "the most changed parts". */
const MOST_CHANGED = 0.01

/** Odd steps, so that the samples do not all lie in the same columns. */
function everyFew(count: number): number[] {
  const stride = Math.floor(count / SAMPLES) | 1
  return Array.from({ length: Math.ceil(count / stride) }, (_, sample) => sample * stride)
}

function indicesInside({ data }: Mask): number[] {
  let count = 0
  for (let index = 0; index < data.length; index++) if (data[index]! > 127) count++
  const stride = Math.floor(count / SAMPLES) | 1
  const indices: number[] = []
  for (let index = 0, place = 0; index < data.length; index++)
    if (data[index]! > 127 && place++ % stride === 0) indices.push(index)
  return indices
}

/** 100 × the OKLab distance of each sampled pixel: about 2 is what the eye just notices side by side. */
function distances(before: RgbaRaster, after: RgbaRaster, indices: readonly number[]): Float32Array {
  const a = new Float64Array(3)
  const b = new Float64Array(3)
  const out = new Float32Array(indices.length)
  for (let sample = 0; sample < out.length; sample++) {
    const at = indices[sample]! * 4
    readOklab(before.data, at, a)
    readOklab(after.data, at, b)
    const [lightness, greenRed, blueYellow] = [a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!]
    // V8 takes many times as long for `Math.hypot`.
    const colour = Math.sqrt(lightness * lightness + greenRed * greenRed + blueYellow * blueYellow)
    const alphaBefore = before.data[at + 3]! / 255
    const alphaAfter = after.data[at + 3]! / 255
    out[sample] = 100 * (colour * alphaAfter + Math.abs(alphaAfter - alphaBefore))
  }
  return out
}

/**
 * How much two rasters of one size differ to the eye, as 100 × OKLab distance: the mean of all, and the mean of the
 * one per cent that changed most.
 * @param mask only what lies inside it counts
 */
export function measureDifference(
  before: RgbaRaster,
  after: RgbaRaster,
  mask?: Mask,
): { mean: number; most: number } {
  const indices = mask ? indicesInside(mask) : everyFew(before.width * before.height)
  if (indices.length === 0) return { mean: 0, most: 0 }
  const all = distances(before, after, indices).sort()
  const mean = (part: Float32Array) => part.reduce((sum, value) => sum + value, 0) / part.length
  const count = Math.max(1, Math.round(all.length * MOST_CHANGED))
  return { mean: mean(all), most: mean(all.subarray(all.length - count)) }
}
