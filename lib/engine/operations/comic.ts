import { createEffect } from '@/lib/engine/effect'
import { adverbOf } from '@/lib/engine/grammar/degree'
import { blend } from '@/lib/engine/pixels/blend'
import { flatten, inkOf } from '@/lib/engine/pixels/ink'
import { mapOklab } from '@/lib/engine/pixels/oklab-map'
import { eachStrip } from '@/lib/engine/pixels/strips'
import { describeTarget } from '@/lib/engine/target'

/** Width of a line, and how far colours flow, for each 1000 pixels of the longer side. */
const LINE_PER_1000_PX = 1.5
const FLOW_PER_1000_PX = 7
/** Soft steps of lightness, as in Winnemöller, "Real-time video abstraction", 2006. */
const LEVELS = 5
const SHARPNESS = 10
const VIVIDNESS = 1.35
/** A step's middle lies this much lighter than in the picture: printed colours are bright. */
const LIFT = 0.03

const softStep = (lightness: number): number => {
  const nearest = Math.round(lightness * LEVELS) / LEVELS
  return nearest + Math.tanh(SHARPNESS * (lightness - nearest) * 2) / (2 * LEVELS)
}

/** Flat, bright colours in few steps, ink lines along edges, ink where it is dark. */
export const comic = createEffect({
  op: 'comic',
  say: ['comic book?', 'cartoon', 'comics', 'pop art', 'comic strip', 'graphic novel'],
  examples: ['make it look like a comic'],
  describe: (amount, target) => `draw ${describeTarget(target)} ${adverbOf(amount)}as a comic`,
  shows: 'local',
  async apply(signal, raster, amount) {
    const perThousand = Math.max(raster.width, raster.height) / 1000
    const line = Math.max(0.8, LINE_PER_1000_PX * perThousand)
    const flow = Math.max(3, Math.round(FLOW_PER_1000_PX * perThousand))
    const drawn = await eachStrip(signal, raster, flow * 4 + line * 16, async (strip) => {
      const flat = flatten(strip, flow)
      const ink = await inkOf(signal, flat.lightness, line)
      return mapOklab(signal, strip, (colour, index) => {
        const light = ink.data[index]!
        colour[0] = Math.min(1, softStep(flat.lightness.data[index]!) + LIFT) * light
        colour[1] = flat.a.data[index]! * VIVIDNESS * light
        colour[2] = flat.b.data[index]! * VIVIDNESS * light
      })
    })
    return blend(signal, raster, drawn, Math.min(1, amount))
  },
})
