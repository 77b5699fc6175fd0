import { blend } from '@/lib/engine/pixels/blend'
import { readOklab } from '@/lib/engine/pixels/oklab-at'
import { mapOklab } from '@/lib/engine/pixels/oklab-map'
import { blurRaster } from '@/lib/engine/pixels/raster-blur'
import type { Look } from './look'

/** How far light spreads, as a share of the longer side; how much of it, and how much warmer and stronger in colour. */
const SPREAD_SHARE = 0.012
const GLOW = 0.5
const WARMTH = 0.006
const VIVIDNESS = 1.08

/** Two exposures on one slide, one sharp and one out of focus (M. Orton): a glow around all that is light. */
export const dreamy: Look = {
  name: 'a dreamy glow',
  say: [
    'dreamy soft/glow/light?',
    'soft? glow/glowing light?',
    'orton glow?',
    'soft? dreamlike',
    'soft/softer/soften/diffused/diffuse light',
    'light soft/softer',
    'pro mist filter?',
    'romantic light/glow?',
  ],
  examples: ['dreamy glow'],
  async apply(signal, raster, strength) {
    const spread = await blurRaster(signal, raster, SPREAD_SHARE * Math.max(raster.width, raster.height))
    const lab = new Float64Array(3)
    const lit = await mapOklab(signal, raster, (colour, index) => {
      readOklab(spread.data, index * 4, lab)
      // Screened: light is added to light, and white stays white.
      const glow = GLOW * lab[0]! ** 2
      colour[0] = 1 - (1 - colour[0]!) * (1 - glow * 0.5)
      colour[1] = colour[1]! * VIVIDNESS + WARMTH * glow
      colour[2] = colour[2]! * VIVIDNESS + 2 * WARMTH * glow
    })
    const soft = await blend(signal, lit, spread, 0.22)
    return blend(signal, raster, soft, Math.min(1, strength))
  },
}
