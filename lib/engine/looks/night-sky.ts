import type { EngineContext } from '@/lib/engine/operation'
import type { Plane } from '@/lib/engine/pixels/gaussian'
import { readOklab } from '@/lib/engine/pixels/oklab-at'
import { EngineRefusal } from '@/lib/engine/refusal'
import { findSky } from '@/lib/engine/vision/find-sky'
import { toFullSize } from '@/lib/engine/vision/full-size'
import type { Scene } from '@/lib/engine/vision/vision'
import type { Mask, RgbaRaster } from '@/lib/images/raster'

export type Oklab = readonly [lightness: number, a: number, b: number]

/** Overhead and above the horizon: the last light lies low. */
const OVERHEAD: Oklab = [0.18, -0.004, -0.055]
const HORIZON: Oklab = [0.36, -0.016, -0.066]
/** How much of the clouds is left. */
const CLOUDS = 0.3

/** Where the sky is, and its colour at night on a row of the picture. */
export type NightSky = { mask: Mask; airAt(y: number): Oklab }

/** The lightness of the air at night for how light it was by day: clouds stay lighter. */
export const withClouds = (air: number, lightness: number): number =>
  air + (lightness - 0.8) * CLOUDS * air * 2

/** By day a sky is this light, or clearly blue (OKLab): a grey wall is neither. */
const LEAST_LIGHTNESS = 0.84
const LEAST_BLUE = 0.025

function isDaySky({ work }: Pick<Scene, 'work'>, { data }: Plane): boolean {
  const lab = new Float64Array(3)
  let [count, lightness, blue] = [0, 0, 0]
  for (let i = 0; i < data.length; i++) {
    if (data[i]! <= 0.5) continue
    readOklab(work.data, i * 4, lab)
    count++
    lightness += lab[0]!
    blue -= lab[2]!
  }
  return lightness > count * LEAST_LIGHTNESS || blue > count * LEAST_BLUE
}

/** @param low 0 = overhead, 1 = at the horizon */
const airOf = (low: number): Oklab => [
  OVERHEAD[0] + (HORIZON[0] - OVERHEAD[0]) * low,
  OVERHEAD[1] + (HORIZON[1] - OVERHEAD[1]) * low,
  OVERHEAD[2] + (HORIZON[2] - OVERHEAD[2]) * low,
]

/** The lowest row on which there is sky. */
function horizonOf({ width, data }: Mask): number {
  for (let at = data.length - 1; at >= 0; at--) if (data[at]! > 127) return Math.floor(at / width) + 1
  return 1
}

/** The sky of a picture; undefined when it shows none for certain. */
export async function findNightSky(
  signal: AbortSignal,
  raster: RgbaRaster,
  { scene, tools }: EngineContext,
): Promise<NightSky | undefined> {
  try {
    const seen = scene ?? (await tools.lookAt(raster))
    const { mask, edgePx } = await findSky(signal, seen)
    if (!isDaySky(seen, mask)) return undefined
    const full = toFullSize(seen, raster, mask, edgePx)
    const horizon = horizonOf(full)
    const rows = Array.from({ length: full.height }, (_, y) => airOf(Math.min(1, y / horizon) ** 1.4))
    return { mask: full, airAt: (y) => rows[y]! }
  } catch (error) {
    if (error instanceof EngineRefusal && error.details.code === 'TARGET_NOT_FOUND') return undefined
    throw error
  }
}
