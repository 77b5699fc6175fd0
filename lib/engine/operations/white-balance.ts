import { createEffect } from '@/lib/engine/effect'
import { readShare } from '@/lib/engine/grammar/degree'
import { eachBand } from '@/lib/engine/pixels/bands'
import { writeInGamut } from '@/lib/engine/pixels/tone'
import { describeTarget, WHOLE_IMAGE } from '@/lib/engine/target'
import { LINEAR_OF_BYTE, luminanceOf } from '@/lib/images/pixels/srgb'
import type { RgbaRaster } from '@/lib/images/raster'

/** Shades of grey (Finlayson, Trezzi, 2004) with the power that did best there. */
const POWER = 6
/** Part of the way only: some of the cast is the evening, not the camera. */
const USUAL_SHARE = 0.8
/** No channel is moved by more than this. */
const MOST_GAIN = 1.8

/** The colour of the light, each channel relative to the mean of the three. */
function measureLight({ data }: RgbaRaster): [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0]
  for (let at = 0; at < data.length; at += 4) {
    // Burnt-out pixels say nothing about the light.
    if (Math.max(data[at]!, data[at + 1]!, data[at + 2]!) > 250) continue
    for (let channel = 0; channel < 3; channel++)
      sums[channel] = sums[channel]! + LINEAR_OF_BYTE[data[at + channel]!]! ** POWER
  }
  const [red, green, blue] = sums.map((sum) => Math.max(1e-9, sum) ** (1 / POWER)) as [number, number, number]
  const mean = (red + green + blue) / 3
  return [red / mean, green / mean, blue / mean]
}

/** Takes the cast of the light away: what is grey becomes grey. */
export const whiteBalance = createEffect({
  op: 'whiteBalance',
  say: [
    'fix/correct/auto/automatic/neutral? white balance',
    'remove/fix/correct/neutralise colour cast',
    'more? neutral colours?',
    'colours wrong',
    'colours are/is/look/looks/seem off',
    'fix/correct colours/colour/tint',
    'colour correct/correction',
    'white balance fix/correct/auto',
    'true/natural/realistic/accurate colours?',
  ],
  further: [
    {
      say: ['remove/fix/correct/neutralise/reduce/less/lose/rid/kill/cancel/clean cast/tint/tinge/hue/veil'],
      needs: ['colour'],
      takes: ['amount'],
      read({ amount }) {
        const share = readShare(amount)
        return typeof share === 'number' ? { op: 'whiteBalance', target: WHOLE_IMAGE, amount: share } : share
      },
    },
  ],
  examples: ['fix the white balance', 'remove the yellow cast'],
  describe: (_, target) => `fix the white balance of ${describeTarget(target)}`,
  shows: 'overall',
  async apply(signal, raster, amount) {
    const share = Math.min(1, USUAL_SHARE * amount)
    const gains = measureLight(raster).map(
      (light) => Math.min(MOST_GAIN, Math.max(1 / MOST_GAIN, 1 / light)) ** share,
    )
    const { data, width } = raster
    const out = data.slice()
    await eachBand(signal, raster, (from, to) => {
      for (let at = from * width * 4; at < to * width * 4; at += 4) {
        const [red, green, blue] = [0, 1, 2].map((channel) => LINEAR_OF_BYTE[data[at + channel]!]!) as [
          number,
          number,
          number,
        ]
        const before = luminanceOf(red, green, blue)
        const [r, g, b] = [red * gains[0]!, green * gains[1]!, blue * gains[2]!]
        const keep = before / Math.max(1e-6, luminanceOf(r, g, b))
        writeInGamut(out, at, r * keep, g * keep, b * keep, before)
      }
    })
    return { ...raster, data: out }
  },
})
