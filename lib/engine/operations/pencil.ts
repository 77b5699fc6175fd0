import { createEffect } from '@/lib/engine/effect'
import { blend } from '@/lib/engine/pixels/blend'
import { blurPlane, type Plane } from '@/lib/engine/pixels/gaussian'
import { lightnessPlane } from '@/lib/engine/pixels/lightness'
import { createNoise, type Noise, noisePlane } from '@/lib/engine/pixels/noise'
import { mapOklab } from '@/lib/engine/pixels/oklab-map'
import { eachStrip } from '@/lib/engine/pixels/strips'
import { describeTarget } from '@/lib/engine/target'
import type { Size } from '@/lib/images/raster'

/** Width of the softest line for each 1000 pixels of the longer side. */
const LINE_PER_1000_PX = 5
/** Paper and the darkest graphite, in OKLab lightness. */
const PAPER = 0.975
const GRAPHITE = 0.2
/** Differences near black are those of compression, not of things: lightness is raised by so much before it is compared. */
const BLACK_NOISE = 0.12
/** How dark the tone of the picture shows between the lines. */
const SHADING = 0.42
/** How much the tooth of the paper breaks a stroke. */
const TOOTH = 0.16
/** Strokes lie along this direction, this many times as long as wide. */
const STROKE_PX_PER_1000 = 9

/** Noise drawn out along a diagonal: the hatching of a hand. */
async function hatch(
  signal: AbortSignal,
  size: Size,
  top: number,
  noise: Noise,
  reach: number,
): Promise<Plane> {
  const { width, height } = size
  const grain = noisePlane(size, top, noise)
  await blurPlane(signal, grain, 0.6)
  const out = new Float32Array(width * height)
  for (let y = 0, at = 0; y < height; y++) {
    if (y % 64 === 0) signal.throwIfAborted()
    for (let x = 0; x < width; x++, at++) {
      let sum = 0
      for (let step = -reach; step <= reach; step++) {
        const column = Math.min(width - 1, Math.max(0, x + step))
        const row = Math.min(height - 1, Math.max(0, y - step))
        sum += grain.data[row * width + column]!
      }
      out[at] = sum / Math.sqrt(2 * reach + 1)
    }
  }
  return { width, height, data: out }
}

/** Graphite on paper: lines where lightness changes, hatching in the shadows. */
export const pencil = createEffect({
  op: 'pencil',
  say: [
    'pencil sketch/drawing/drawn?',
    'sketch pencil?',
    'pencil/graphite/charcoal',
    'hand drawn drawing?',
    'line drawing/art',
    'sketched',
    'black and? white pencil/sketch/drawing sketch/drawing?',
    'pencil/sketch/drawing sketch/drawing? black and? white',
  ],
  examples: ['turn it into a pencil sketch'],
  describe: (_, target) => `draw ${describeTarget(target)} in pencil`,
  shows: 'overall',
  async apply(signal, raster, amount, { random }) {
    const perThousand = Math.max(raster.width, raster.height) / 1000
    const sigma = Math.max(1.5, LINE_PER_1000_PX * perThousand)
    const reach = Math.max(2, Math.round(STROKE_PX_PER_1000 * perThousand))
    const noise = createNoise(random)
    const drawn = await eachStrip(signal, raster, sigma * 3 + reach + 3, async (strip, top) => {
      const fine = lightnessPlane(strip)
      const soft: Plane = { ...fine, data: fine.data.slice() }
      const tone: Plane = { ...fine, data: fine.data.slice() }
      await blurPlane(signal, fine, 0.7)
      await blurPlane(signal, soft, sigma)
      await blurPlane(signal, tone, sigma * 0.6)
      const strokes = await hatch(signal, strip, top, noise, reach)
      return mapOklab(signal, strip, (colour, index) => {
        // Dodging the blurred negative leaves paper white where nothing changes.
        const dodge = Math.min(1, (fine.data[index]! + BLACK_NOISE) / (soft.data[index]! + BLACK_NOISE))
        const line = dodge ** 3.2
        const shade =
          1 - SHADING * Math.max(0, 1 - tone.data[index]! / 0.85) ** 1.2 * (1 + 1.6 * strokes.data[index]!)
        const tooth = 1 - TOOTH * (1 - line * shade) * strokes.data[index]!
        colour[0] = GRAPHITE + (PAPER - GRAPHITE) * Math.min(1, Math.max(0, line * shade * tooth))
        colour[1] = 0
        colour[2] = 0
      })
    })
    return blend(signal, raster, drawn, Math.min(1, amount))
  },
})
