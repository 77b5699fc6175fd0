import { createEffect } from '@/lib/engine/effect'
import { adverbOf } from '@/lib/engine/grammar/degree'
import { blend } from '@/lib/engine/pixels/blend'
import { mapLuminance } from '@/lib/engine/pixels/duotone'
import { writeInGamut } from '@/lib/engine/pixels/tone'
import { describeTarget } from '@/lib/engine/target'
import { oklabToLinear, type Triple } from '@/lib/images/pixels/oklab'

/** OKLab hue and greatest chroma of a sepia print's midtones; black and paper white stay nearly neutral. */
const HUE = (68 * Math.PI) / 180
const CHROMA = 0.068

/** Brown toning over luminance: the colour swells in the midtones, so black stays black and white stays paper. */
export const sepia = createEffect({
  op: 'sepia',
  say: ['sepia tone/toned/toning?', 'sepia print?', 'brown toned/toning'],
  examples: ['sepia'],
  describe: (amount, target) => `tone ${describeTarget(target)} ${adverbOf(amount)}in sepia`,
  shows: 'overall',
  async apply(signal, raster, amount) {
    const linear: Triple = [0, 0, 0]
    const toned = await mapLuminance(signal, raster, (luminance, out, at) => {
      const lightness = Math.cbrt(luminance)
      const chroma = CHROMA * Math.sin(Math.PI * Math.min(1, lightness * 0.92)) ** 0.8
      oklabToLinear(lightness, chroma * Math.cos(HUE), chroma * Math.sin(HUE), linear)
      writeInGamut(out, at, linear[0], linear[1], linear[2], luminance)
    })
    return blend(signal, raster, toned, amount)
  },
})
