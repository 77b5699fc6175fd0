import { createEffect } from '@/lib/engine/effect'
import { measureNoise, denoise as smooth } from '@/lib/engine/pixels/denoise'
import { describeTarget } from '@/lib/engine/target'

/** Less noise than this (in bytes) nobody sees. */
const LEAST_NOISE = 0.8

/** Smooths noise and keeps edges and textures; how much there is, is measured first. */
export const denoise = createEffect({
  op: 'denoise',
  say: [
    'denoise',
    'remove/reduce/clean/less/fix noise/grain/graininess all? up?',
    'noise reduction/removal/free',
    'clean up? noise/grain',
    'rid noise/grain',
    'no/without noise/grain',
    'noise/grain weaker/softer/lighter',
    'weaker/softer/lighter noise/grain',
    'less noisy/grainy',
    'too noise/grain',
    "is/it's/looks/seems noise/grain",
    'remove/reduce/clean/less digital/iso/high/colour/film noise/grain',
  ],
  examples: ['remove noise'],
  describe: (amount, target) => `remove ${amount < 1 ? 'some ' : ''}noise from ${describeTarget(target)}`,
  shows: 'local',
  async apply(signal, raster, amount, { mask }) {
    const noise = measureNoise(raster)
    return noise < LEAST_NOISE ? raster : smooth(signal, raster, noise * Math.min(2, amount), mask)
  },
})
