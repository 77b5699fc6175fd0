import { LINEAR_OF_BYTE, toByte } from '@/lib/images/pixels/srgb'
import type { Raster } from '@/lib/images/raster'
import { type ChangeSamples, listWindows } from './change-samples'
import { fitAll } from './drift'
import { driftAt } from './drift-axes'
import type { Placement } from './placement'

/** By how much OKLab lightness is multiplied, for each ring from the middle (0) to the corners (1). */
export type Falloff = Float32Array

const RINGS = 12
/** Up to this distance from the middle (1 = corner) a vignette does nearly nothing: there the grade is read. */
const MIDDLE = 0.42
/** Darker windows say nothing of how much light was taken, fewer nothing at all. */
const LEAST_LIGHTNESS = 0.12
const LEAST_WINDOWS = 8
/** A corner that loses less is no vignette. */
const MOST_LEFT = 0.95

/**
 * How a picture was darkened towards its edges, besides a grade of the whole; light scaled by g scales OKLab by the
 * cube root of g.
 * @returns undefined where its edges are not darker
 */
export function fitFalloff(samples: ChangeSamples): Falloff | undefined {
  const all = listWindows(samples)
  const middle = all.filter((i) => samples.edge[i]! < MIDDLE)
  const axes = middle.length < LEAST_WINDOWS ? undefined : fitAll(samples, middle)
  if (!axes) return undefined
  const rings: number[][] = Array.from({ length: RINGS }, () => [])
  for (const i of all) {
    const graded = samples.lightness[i]! + driftAt(samples, axes[0], i)
    if (graded < LEAST_LIGHTNESS || samples.clipped[i] === 1) continue
    const ring = Math.min(RINGS - 1, Math.floor(samples.edge[i]! * RINGS))
    rings[ring]!.push((samples.lightness[i]! + samples.moved[0][i]!) / graded)
  }
  const falloff = new Float32Array(RINGS)
  rings.forEach((shares, ring) => {
    const before = ring === 0 ? 1 : falloff[ring - 1]!
    falloff[ring] = shares.length < LEAST_WINDOWS ? before : Math.min(before, medianOf(shares))
  })
  return falloff.at(-1)! > MOST_LEFT ? undefined : falloff
}

const medianOf = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!

/** Straight between the middles of the rings. */
function shareAt(falloff: Falloff, distance: number): number {
  const place = Math.max(0, Math.min(RINGS - 1, distance * RINGS - 0.5))
  const low = Math.min(RINGS - 2, Math.floor(place))
  return falloff[low]! + (falloff[low + 1]! - falloff[low]!) * (place - low)
}

const STEPS = 256

/** For each step from the middle to a corner, and each byte, that byte with its light given back. */
function tabulate(falloff: Falloff): Uint8Array {
  const table = new Uint8Array(STEPS * 256)
  for (let step = 0; step < STEPS; step++) {
    const gain = shareAt(falloff, step / (STEPS - 1)) ** -3
    for (let value = 0; value < 256; value++)
      table[step * 256 + value] = toByte(Math.min(1, LINEAR_OF_BYTE[value]! * gain))
  }
  return table
}

/** A result with the light of its edges given back; undefined where there is alpha. */
export function withoutFalloff({ aligned }: Placement, falloff: Falloff): Raster | undefined {
  const { raster } = aligned
  const { width, height, channels } = raster
  if (channels % 2 === 0) return undefined
  const table = tabulate(falloff)
  const data = new Uint8Array(raster.data.length)
  const reach = Math.hypot(width / 2, height / 2)
  for (let y = 0, at = 0; y < height; y++) {
    const down = y + 0.5 - height / 2
    for (let x = 0; x < width; x++) {
      const across = x + 0.5 - width / 2
      const step = Math.round((Math.sqrt(across * across + down * down) / reach) * (STEPS - 1)) * 256
      for (let c = 0; c < channels; c++, at++) data[at] = table[step + raster.data[at]!]!
    }
  }
  return { ...raster, data }
}
