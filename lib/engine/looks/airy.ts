import { applyGrade } from './grade'
import type { Look } from './look'

/** High key: lifted shadows, pale colours, white that is nearly paper. */
export const airy: Look = {
  name: 'a light and airy look',
  say: [
    'bright/light and? airy',
    'airy and? bright/light?',
    'high key',
    'pastel colours/tones/palette?',
    'light and? bright colours?',
    'fresh and? light/bright/airy?',
    'ethereal light?',
  ],
  examples: ['light and airy'],
  apply: (signal, raster, strength) =>
    applyGrade(
      signal,
      raster,
      {
        middle: 0.62,
        contrast: 0.92,
        black: 0.07,
        saturation: 0.84,
        highlights: { a: 0.003, b: 0.006 },
        shadows: { a: 0, b: -0.006 },
      },
      strength,
    ),
}
