import { deepenSky } from '@/lib/engine/pixels/deepen-sky'
import { applyGrade } from './grade'
import type { Look } from './look'

/** Low key: deep, cool shadows, subdued colours, light only where there is light. */
export const moody: Look = {
  name: 'a dark and moody look',
  say: [
    'dark/darker? and? moody/moodier and? dark/darker/tones/colours/light/lighting?',
    'dark/darker? and? dramatic and? dark/darker/light/lighting/colours?',
    'more? dramatic',
    'more? drama',
    'gloomy',
    'brooding',
    'melancholic/melancholy',
    'low key',
    'dark and? mysterious',
  ],
  examples: ['dark and moody'],
  ofSky: {
    name: 'a deep and dramatic look',
    apply: async (signal, raster, strength, { mask }) =>
      mask ? deepenSky(signal, raster, mask, strength) : raster,
  },
  apply(signal, raster, strength) {
    return applyGrade(
      signal,
      raster,
      {
        middle: 0.31,
        contrast: 1.3,
        black: 0.02,
        saturation: 0.6,
        shadows: { a: -0.012, b: -0.024 },
        highlights: { a: 0.006, b: 0.014 },
        edges: 0.5,
      },
      strength,
    )
  },
}
