import { applyGrade } from './grade'
import type { Look } from './look'

/** Thin winter light: blue in the shadows, pale colours, bright but never warm whites. */
export const winter: Look = {
  name: 'a cold winter mood',
  say: [
    'cold? winter light/lighting/colours/day/morning?',
    'cold/icy/frosty/wintry light/lighting/colours/morning?',
    'wintery light?',
    'cold/icy blue tones/light/colours?',
    'arctic/nordic light/colours?',
  ],
  examples: ['cold winter mood'],
  apply: (signal, raster, strength) =>
    applyGrade(
      signal,
      raster,
      {
        middle: 0.53,
        contrast: 1.06,
        saturation: 0.66,
        shadows: { a: -0.01, b: -0.045 },
        highlights: { a: -0.01, b: -0.024 },
      },
      strength,
    ),
}
