import { applyGrade } from './grade'
import type { Look } from './look'

/** Slide film in the wrong bath, through a plastic lens: hard, green-blue shadows, yellow lights, dark corners. */
export const lomo: Look = {
  name: 'a cross-processed look',
  say: [
    'lomo/lomography/holga film/photo/camera/colours?',
    'cross process/processed/processing film/colours?',
    'xpro',
    'toy camera photo?',
  ],
  examples: ['lomo look'],
  apply(signal, raster, strength) {
    return applyGrade(
      signal,
      raster,
      {
        middle: 0.5,
        contrast: 1.26,
        saturation: 1.24,
        shadows: { a: -0.026, b: -0.03 },
        highlights: { a: -0.008, b: 0.05 },
        edges: 0.9,
      },
      strength,
    )
  },
}
