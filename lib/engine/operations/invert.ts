import { createEffect } from '@/lib/engine/effect'
import { blend } from '@/lib/engine/pixels/blend'
import { describeTarget } from '@/lib/engine/target'

/** The negative: 255 minus each sample, as a film negative looks. */
export const invert = createEffect({
  op: 'invert',
  say: ['invert all? colours?', 'negative', 'reverse colours', 'inverse/inverted colours?'],
  examples: ['invert the colours'],
  describe: (_amount, target) => `invert the colours of ${describeTarget(target)}`,
  shows: 'overall',
  apply(signal, raster, amount) {
    const data = raster.data.map((sample, at) => ((at & 3) === 3 ? sample : 255 - sample))
    return blend(signal, raster, { ...raster, data }, amount)
  },
})
