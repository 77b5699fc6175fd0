import { applyGrade } from './grade'
import type { Look } from './look'

/** The first hours of a clear day: cool shade, a fresh and open tone, and a low sun that is hardly warm yet. */
export const morning: Look = {
  name: 'cool morning light',
  say: [
    'cool/cooler/cold/fresh/crisp/soft? early? morning light/lighting/air/sun/sunlight/sunshine?',
    'dawn/daybreak light/lighting/sky?',
    'light/lighting cool/cooler/cold? early? morning/dawn',
  ],
  examples: ['cool morning light'],
  apply: (signal, raster, strength) =>
    applyGrade(
      signal,
      raster,
      {
        middle: 0.56,
        contrast: 0.98,
        black: 0.03,
        saturation: 0.88,
        shadows: { a: -0.008, b: -0.034 },
        highlights: { a: -0.004, b: -0.012 },
        sky: { a: -0.004, b: -0.01 },
      },
      strength,
    ),
}
