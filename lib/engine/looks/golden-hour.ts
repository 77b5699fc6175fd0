import { applyGrade } from './grade'
import type { Look } from './look'

/** An hour before sunset: gold in all that is light, soft contrast, warm shadows. */
export const goldenHour: Look = {
  name: 'golden hour light',
  say: [
    'warm? golden hour light/lighting/glow/sun?',
    'warm? golden/gold light/lighting/glow/sunlight',
    'magic hour light?',
    'warm sunlight/sunshine',
    'warm early? morning light/lighting/sun/sunlight/sunshine?',
    'warm? late? afternoon light/lighting/sun/sunlight/sunshine?',
    'warm? cosy light/lighting/warm?',
    'sunny/sunlit/summery warm? light/day/morning/afternoon?',
  ],
  examples: ['golden hour'],
  apply: (signal, raster, strength) =>
    applyGrade(
      signal,
      raster,
      {
        middle: 0.53,
        contrast: 1.04,
        black: 0.02,
        saturation: 1.06,
        highlights: { a: 0.014, b: 0.06 },
        shadows: { a: 0.012, b: 0.016 },
        sky: { a: 0.004, b: 0.012 },
      },
      strength,
    ),
}
