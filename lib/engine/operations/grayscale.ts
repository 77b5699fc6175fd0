import { createEffect } from '@/lib/engine/effect'
import { adverbOf } from '@/lib/engine/grammar/degree'
import { blend } from '@/lib/engine/pixels/blend'
import { mapLuminance } from '@/lib/engine/pixels/duotone'
import { describeTarget } from '@/lib/engine/target'
import { toByte } from '@/lib/images/srgb'

/** Black and white from luminance in linear light, as panchromatic film sees it. */
export const grayscale = createEffect({
  op: 'grayscale',
  say: [
    'black and? white',
    'white and black',
    'greyscale',
    'grey scale?',
    'monochrome',
    'monochromatic',
    'mono',
    'noir',
    'colourless',
    'discolour',
    'remove/drop/strip all? colour/colours',
    'take all? colour/colours out/away',
    'no colour/colours',
    'without colour/colours',
  ],
  examples: ['make it black and white', 'greyscale'],
  describe: (amount, target) => `make ${describeTarget(target)} ${adverbOf(amount)}black and white`,
  lean: { axis: 'saturation', side: 'less' },
  shows: 'overall',
  async apply(signal, raster, amount) {
    const grey = await mapLuminance(signal, raster, (luminance, out, at) =>
      out.fill(toByte(luminance), at, at + 3),
    )
    return blend(signal, raster, grey, amount)
  },
})
