import { applyGrade } from './grade'
import type { Look } from './look'

/** Teal shadows against orange lights: skin stands out from its surroundings. */
export const cinematic: Look = {
  name: 'a cinematic teal and orange look',
  say: [
    'cinematic colours/grade/grading/light/lighting?',
    'cinematic? teal and? orange grade/grading/colours?',
    'orange and? teal',
    'film/movie/cinema colours/grade/grading?',
    'cinematic film',
    'movie still?',
    'blockbuster',
    'colour grade/grading/graded cinematic/movie/film',
    'hollywood film/movie/colours?',
    'cinematic film/movie look?',
  ],
  examples: ['cinematic teal and orange'],
  apply: (signal, raster, strength) =>
    applyGrade(
      signal,
      raster,
      {
        middle: 0.46,
        contrast: 1.2,
        saturation: 1.06,
        shadows: { a: -0.052, b: -0.048 },
        highlights: { a: 0.016, b: 0.034 },
      },
      strength,
    ),
}
