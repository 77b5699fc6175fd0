import { createGraded } from '@/lib/engine/graded'
import { mapTone } from '@/lib/engine/pixels/tone'
import { toEncoded, toLinear } from '@/lib/images/pixels/srgb'

/** From here on bright light is rolled off like film does, instead of being cut at white. */
const SHOULDER = 0.8

function expose(luminance: number, gain: number): number {
  const light = luminance * gain
  if (gain <= 1 || light <= SHOULDER) return light
  const room = 1 - SHOULDER
  // Scaled so that what was white stays exactly white.
  const roll = (value: number) => 1 - Math.exp(-(value - SHOULDER) / room)
  return SHOULDER + (room * roll(light)) / roll(gain)
}

/** More or less light, in stops: 1 (100 %) doubles or halves it. */
export const exposure = createGraded({
  op: 'exposure',
  scale: { name: 'exposure', usual: 0.5, max: 3, stop: 1 },
  noun: 'exposure',
  // "One stop brighter": in stops light is measured, not brightness.
  more: [
    'overexpose',
    'make/want/look overexposed',
    'expose more/longer',
    'underexposed',
    'brighter',
    'lighter',
    'stop up',
  ],
  less: [
    'underexpose',
    'make/want/look underexposed',
    'expose less/shorter',
    'overexposed',
    'darker',
    'stop down',
  ],
  examples: ['increase the exposure by 1 stop', 'reduce the exposure slightly'],
  describe: (direction, by, target) =>
    `${direction > 0 ? 'raise' : 'lower'} the exposure of ${target} by ${Math.round(Number.parseFloat(by)) / 100} stops`,
  apply: (signal, raster, change) =>
    mapTone(signal, raster, (lightness) => toEncoded(expose(toLinear(lightness), 2 ** change))),
})
