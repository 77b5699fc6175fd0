import { applyGrade } from './grade'
import type { Look } from './look'

/** Half an hour after sunset: everything lies in one blue light that comes from the sky. */
export const blueHour: Look = {
  name: 'blue hour light',
  say: [
    'blue hour light/lighting/sky?',
    'twilight light/sky?',
    'blue dusk light?',
    'dusk blue',
    'cool/cooler/cold/blue evening/dusk light/lighting?',
  ],
  examples: ['blue hour'],
  apply: (signal, raster, strength) =>
    applyGrade(
      signal,
      raster,
      {
        middle: 0.37,
        contrast: 1.04,
        white: 0.93,
        saturation: 0.72,
        shadows: { a: -0.012, b: -0.052 },
        highlights: { a: -0.008, b: -0.03 },
        sky: { a: -0.008, b: -0.026 },
      },
      strength,
    ),
}
