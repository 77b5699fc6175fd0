import { createEffect } from '@/lib/engine/effect'
import { blend } from '@/lib/engine/pixels/blend'
import { blurPlane, type Plane } from '@/lib/engine/pixels/gaussian'
import { brush, reachOfBrush } from '@/lib/engine/pixels/kuwahara'
import { lightnessPlane } from '@/lib/engine/pixels/lightness'
import { createNoise, deviationAfter, type Noise, noisePlane } from '@/lib/engine/pixels/noise'
import { mapOklab } from '@/lib/engine/pixels/oklab-map'
import { eachStrip } from '@/lib/engine/pixels/strips'
import { describeTarget } from '@/lib/engine/target'
import type { Size } from '@/lib/images/raster'

const BRUSH_PER_1000_PX = 8
/** Pigment gathers where a wash ends: how dark, and how wide for each 1000 pixels. */
const RIM_DARKNESS = 1.5
const RIM_PER_1000_PX = 3
/** How unevenly it dries: clouds of these widths for each 1000 pixels, and their depth. */
const CLOUDS = [
  { per1000Px: 22, depth: 0.5 },
  { per1000Px: 3, depth: 0.22 },
] as const
const CLOUD_DEPTH = 0.035
const PAPER_LIGHT = 0.985
/** How much of the darkness of the picture the pigment has; and how strong its colours are. */
const THINNESS = 0.72
const VIVIDNESS = 1.12

/** Smooth noise of mean 0 and deviation 1. */
async function cloud(signal: AbortSignal, size: Size, top: number, noise: Noise, sigma: number) {
  const plane = noisePlane(size, top, noise)
  await blurPlane(signal, plane, sigma)
  const deviation = deviationAfter(sigma)
  return plane.data.map((value) => value / deviation)
}

/** Thin washes on white paper, darker where they end, uneven where they dried. */
export const watercolour = createEffect({
  op: 'watercolour',
  say: [
    'watercolour/watercolor/watercolours painting/paint/wash?',
    'water colour/colours painting?',
    'aquarelle',
    'paint watercolour/watercolor/watercolours/watercolors',
  ],
  examples: ['turn it into a watercolour'],
  describe: (_, target) => `paint ${describeTarget(target)} in watercolours`,
  shows: 'local',
  async apply(signal, raster, amount, { random }) {
    const perThousand = Math.max(raster.width, raster.height) / 1000
    const radius = Math.max(3, BRUSH_PER_1000_PX * perThousand)
    const noises = CLOUDS.map(() => createNoise(random))
    const halo = reachOfBrush(radius) + 3 * CLOUDS[0].per1000Px * perThousand
    const painted = await eachStrip(signal, raster, halo, async (strip, top) => {
      const washed = await brush(signal, strip, radius)
      const light = lightnessPlane(washed)
      const wide: Plane = { ...light, data: light.data.slice() }
      await blurPlane(signal, wide, Math.max(1, RIM_PER_1000_PX * perThousand))
      const clouds: Float32Array[] = []
      for (const [i, { per1000Px }] of CLOUDS.entries())
        clouds.push(await cloud(signal, light, top, noises[i]!, Math.max(0.8, per1000Px * perThousand)))
      return mapOklab(signal, washed, (colour, index) => {
        const unevenness = CLOUDS.reduce((sum, { depth }, i) => sum + depth * clouds[i]![index]!, 0)
        const rim = Math.min(0, light.data[index]! - wide.data[index]!) * RIM_DARKNESS
        // Washes let the paper through: everything is lighter, most of all the darks.
        const thin = PAPER_LIGHT - (PAPER_LIGHT - colour[0]!) * THINNESS
        const pigment = (PAPER_LIGHT - thin) * (1 + CLOUD_DEPTH * 4 * unevenness)
        colour[0] = Math.min(PAPER_LIGHT, PAPER_LIGHT - pigment + rim)
        colour[1] = colour[1]! * (VIVIDNESS + CLOUD_DEPTH * unevenness)
        colour[2] = colour[2]! * (VIVIDNESS + CLOUD_DEPTH * unevenness)
      })
    })
    return blend(signal, raster, painted, Math.min(1, amount))
  },
})
