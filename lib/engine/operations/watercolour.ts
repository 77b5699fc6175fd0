import { createEffect } from '@/lib/engine/effect'
import { blend } from '@/lib/engine/pixels/blend'
import { blurPlane, type Plane } from '@/lib/engine/pixels/gaussian'
import { brush } from '@/lib/engine/pixels/kuwahara'
import { lightnessPlane } from '@/lib/engine/pixels/lightness'
import { mapOklab } from '@/lib/engine/pixels/oklab-map'
import { describeTarget } from '@/lib/engine/target'

const BRUSH_PER_1000_PX = 6
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

/** Smooth noise of mean 0 and deviation 1. */
async function cloud(
  signal: AbortSignal,
  { width, height }: Plane,
  sigma: number,
  random: () => number,
): Promise<Float32Array> {
  const noise: Plane = {
    width,
    height,
    data: Float32Array.from({ length: width * height }, () => random() - 0.5),
  }
  await blurPlane(signal, noise, sigma)
  const deviation = Math.sqrt(noise.data.reduce((sum, value) => sum + value * value, 0) / noise.data.length)
  return noise.data.map((value) => value / Math.max(1e-9, deviation))
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
    const washed = await brush(signal, raster, Math.max(3, BRUSH_PER_1000_PX * perThousand))
    const light = lightnessPlane(washed)
    const wide: Plane = { ...light, data: light.data.slice() }
    await blurPlane(signal, wide, Math.max(1, RIM_PER_1000_PX * perThousand))
    const clouds: Float32Array[] = []
    for (const { per1000Px } of CLOUDS)
      clouds.push(await cloud(signal, light, Math.max(0.8, per1000Px * perThousand), random))
    const painted = await mapOklab(signal, washed, (colour, index) => {
      const unevenness = CLOUDS.reduce((sum, { depth }, i) => sum + depth * clouds[i]![index]!, 0)
      const rim = Math.min(0, light.data[index]! - wide.data[index]!) * RIM_DARKNESS
      // Washes let the paper through: everything is lighter, most of all the darks.
      const thin = PAPER_LIGHT - (PAPER_LIGHT - colour[0]!) * 0.82
      const pigment = (PAPER_LIGHT - thin) * (1 + CLOUD_DEPTH * 4 * unevenness)
      colour[0] = Math.min(PAPER_LIGHT, PAPER_LIGHT - pigment + rim)
      colour[1] = colour[1]! * (1.12 + CLOUD_DEPTH * unevenness)
      colour[2] = colour[2]! * (1.12 + CLOUD_DEPTH * unevenness)
    })
    return blend(signal, raster, painted, Math.min(1, amount))
  },
})
