import { createEffect } from '@/lib/engine/effect'
import { mapOklabColours } from '@/lib/engine/pixels/colour-map'
import { lightnessPlane } from '@/lib/engine/pixels/lightness'
import { describeTarget } from '@/lib/engine/target'
import type { RgbaRaster } from '@/lib/images/raster'

/** Shares of all pixels that may become black and white, as in the automatic levels of a photo lab. */
const CLIPPED = 0.002
const LEVELS = 1024
/** Black and white are stretched to at most this much (OKLab lightness): fog is to stay fog. */
const MOST_STRETCH = 0.14
/** A picture's middle is drawn this much of the way to where most photos have it. */
const MIDDLE = 0.56
const TO_MIDDLE = 0.45
/** Weak colours gain this much, strong ones nothing. */
const VIVIDNESS = 0.12
const STRONG_CHROMA = 0.2

type Levels = { black: number; white: number; gamma: number }

/** Between which lightnesses a picture lies, and the power that brings its middle nearer to the usual. */
function measureLevels(raster: RgbaRaster): Levels {
  const counts = new Uint32Array(LEVELS + 1)
  const { data } = lightnessPlane(raster)
  for (let i = 0; i < data.length; i++)
    counts[Math.min(LEVELS, Math.max(0, Math.round(data[i]! * LEVELS)))]!++
  const at = (share: number): number => {
    let [level, below] = [0, counts[0]!]
    while (level < LEVELS && below < data.length * share) below += counts[++level]!
    return level / LEVELS
  }
  const black = Math.min(MOST_STRETCH, at(CLIPPED))
  const white = Math.max(1 - MOST_STRETCH, at(1 - CLIPPED))
  const middle = Math.min(0.95, Math.max(0.05, (at(0.5) - black) / (white - black)))
  return { black, white, gamma: (Math.log(MIDDLE) / Math.log(middle)) ** TO_MIDDLE }
}

/** What a lab does before it prints: blacks and whites, light that is neither too much nor too little, fresh colours. */
export const enhance = createEffect({
  op: 'enhance',
  say: [
    'auto/automatic/automatically? enhance/improve/optimise/optimize light/lighting/colours/quality?',
    'auto/automatic levels/tone/contrast/exposure/light/colours/correct/correction',
    'fix/correct/improve/optimise/optimize/balance light/lighting/exposure/levels/tones',
    'auto/automatic fix/tune/adjust',
    'normalise/normalize levels?',
    'better/good light/lighting/exposure',
    'even/balance out? light/lighting/exposure',
  ],
  examples: ['auto enhance'],
  describe: (_, target) => `even out the light of ${describeTarget(target)} and freshen its colours`,
  shows: 'overall',
  apply(signal, raster, amount) {
    const { black, white, gamma } = measureLevels(raster)
    return mapOklabColours(signal, raster, (colour) => {
      const place = Math.min(1, Math.max(0, (colour[0]! - black) / (white - black)))
      const chroma = Math.hypot(colour[1]!, colour[2]!)
      const vivid = 1 + VIVIDNESS * amount * Math.max(0, 1 - chroma / STRONG_CHROMA)
      colour[0] = colour[0]! + (place ** gamma - colour[0]!) * Math.min(1, amount)
      colour[1] = colour[1]! * vivid
      colour[2] = colour[2]! * vivid
    })
  },
})
