import { applyGrade } from './grade'
import type { Look } from './look'

/** A low sun behind a warm sky: rose and amber from above, cooler and deeper shadows. */
export const sunset: Look = {
  name: 'warm sunset light',
  say: [
    'warm? sunset light/lighting/glow/colours?',
    'warm? evening/dusk light/lighting/sun/glow?',
    'warm? sundown',
    'setting sun',
    'sunrise light/colours?',
    'warm? sunset sky',
  ],
  examples: ['warm sunset light'],
  apply: (signal, raster, strength) =>
    applyGrade(
      signal,
      raster,
      {
        middle: 0.47,
        contrast: 1.08,
        saturation: 1.08,
        sky: { a: 0.036, b: 0.066 },
        highlights: { a: 0.006, b: 0.018 },
        shadows: { a: 0.014, b: -0.022 },
      },
      strength,
    ),
}
