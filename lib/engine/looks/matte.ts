import { applyGrade } from './grade'
import type { Look } from './look'

/** A print on matte paper: blacks that are never black, soft contrast, quiet colours. */
export const matte: Look = {
  name: 'a matte look',
  say: [
    'matte film/print/photo/finish/colours/tones?',
    'faded/washed out/film/print/photo/colours/tones? blacks?',
    'faded/washed look/film/print/blacks',
    'milky/lifted blacks',
  ],
  examples: ['matte look'],
  apply: (signal, raster, strength) =>
    applyGrade(
      signal,
      raster,
      {
        middle: 0.52,
        contrast: 0.94,
        black: 0.17,
        white: 0.95,
        saturation: 0.8,
        shadows: { a: -0.006, b: -0.014 },
        highlights: { a: 0.003, b: 0.008 },
      },
      strength,
    ),
}
