import { applyGrade } from './grade'
import type { Look } from './look'

/** Half an hour after sunset: everything in one blue light, with a trace of rose where it is brightest. */
export const blueHour: Look = {
  name: 'blue hour light',
  say: ['blue hour light/lighting/sky?', 'twilight light/sky?', 'blue dusk light?', 'dusk blue'],
  examples: ['blue hour'],
  apply: (signal, raster, strength) =>
    applyGrade(
      signal,
      raster,
      {
        middle: 0.4,
        contrast: 1.04,
        white: 0.93,
        saturation: 0.72,
        shadows: { a: -0.004, b: -0.05 },
        highlights: { a: 0.012, b: -0.03 },
        sky: { a: 0.004, b: -0.024 },
      },
      strength,
    ),
}
