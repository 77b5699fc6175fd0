import { linearToOklab } from '@/lib/images/oklab'
import type { RgbaRaster } from '@/lib/images/raster'
import { LINEAR_OF_BYTE } from '@/lib/images/srgb'

/** Enough samples for a mean that is true to a hundredth; more would cost time for nothing. */
const SAMPLES = 1 << 14
/** Which share of the samples counts as "the most changed parts". */
const MOST_CHANGED = 0.01

function readOklab(data: Uint8Array, at: number, out: Float64Array): void {
  linearToOklab(
    LINEAR_OF_BYTE[data[at]!]!,
    LINEAR_OF_BYTE[data[at + 1]!]!,
    LINEAR_OF_BYTE[data[at + 2]!]!,
    out,
  )
}

/** 100 × the OKLab distance of each sampled pixel: about 2 is what the eye just notices side by side. */
function distances(before: RgbaRaster, after: RgbaRaster): Float32Array {
  const pixels = before.width * before.height
  // Odd, so that the samples do not all lie in the same columns.
  const stride = Math.floor(pixels / SAMPLES) | 1
  const result = new Float32Array(Math.ceil(pixels / stride))
  const a = new Float64Array(3)
  const b = new Float64Array(3)
  for (let sample = 0, at = 0; sample < result.length; sample++, at += stride * 4) {
    readOklab(before.data, at, a)
    readOklab(after.data, at, b)
    const colour = Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!)
    const alphaBefore = before.data[at + 3]! / 255
    const alphaAfter = after.data[at + 3]! / 255
    result[sample] = 100 * (colour * alphaAfter + Math.abs(alphaAfter - alphaBefore))
  }
  return result
}

/**
 * How much two rasters of one size differ to the eye, as 100 × OKLab distance: the mean of all, and the mean of the
 * one per cent that changed most.
 */
export function measureDifference(before: RgbaRaster, after: RgbaRaster): { mean: number; most: number } {
  const all = distances(before, after).sort()
  const mean = (part: Float32Array) => part.reduce((sum, value) => sum + value, 0) / part.length
  const count = Math.max(1, Math.round(all.length * MOST_CHANGED))
  return { mean: mean(all), most: mean(all.subarray(all.length - count)) }
}
