import { addGrain } from '@/lib/engine/pixels/grain'
import { darkenEdges } from '@/lib/engine/pixels/vignette'
import { applyGrade } from './grade'
import type { Look } from './look'

/** Colour film that lay in a drawer: lifted blacks, yellowed whites, teal shadows, grain and soft corners. */
export const vintage: Look = {
  name: 'the look of vintage film',
  say: [
    'vintage film/photo/colours/camera?',
    'retro film/colours',
    'old film/photo/fashioned',
    'analog/analogue film/photo?',
    'film/kodak/polaroid/70s/nostalgic',
    'faded film',
    'aged',
  ],
  examples: ['vintage film'],
  async apply(signal, raster, strength, { random }) {
    const graded = await applyGrade(
      signal,
      raster,
      {
        middle: 0.51,
        contrast: 1.05,
        black: 0.11,
        white: 0.965,
        saturation: 0.78,
        shadows: { a: -0.012, b: -0.008 },
        highlights: { a: 0.006, b: 0.034 },
      },
      strength,
    )
    const shaded = await darkenEdges(signal, graded, 0.45 * strength)
    return addGrain(signal, shaded, 0.5 * strength, random)
  },
}
