import { addGrain } from '@/lib/engine/pixels/grain'
import { applyGrade } from './grade'
import type { Look } from './look'

/** Colour film that lay in a drawer: lifted blacks, yellowed whites, teal shadows, grain and soft corners. */
export const vintage: Look = {
  name: 'the look of vintage film',
  say: [
    'vintage film/photo/colours/camera?',
    'retro film/colours/camera/photo?',
    'old film/photo/fashioned/time/timey',
    'old school film/photo?',
    'old? analog/analogue film/photo/camera/photography?',
    'grain? film photo/camera/photography/stock?',
    'old? kodak/polaroid/instax/nostalgic/nostalgia/super8 film/photo/camera?',
    'kodachrome/ektachrome/fujifilm/fuji/agfa film/slide?',
    'disposable/single camera film/photo/use?',
    '50s/60s/70s/80s/90s/y2k film/photo/camera/colours/movie?',
    'film/photo/camera/colours 50s/60s/70s/80s/90s',
    'film? camera/photo/colours? old? 50s/60s/70s/80s/90s',
    'old photo/film/camera 50s/60s/70s/80s/90s',
    '35mm/8mm/16mm film/photo/camera?',
    'shot 35mm/8mm/16mm film?',
    'vsco',
    'aged/weathered film/photo?',
  ],
  named: [
    'kodak/fuji/fujifilm? portra/ektar/ultramax/superia/velvia/provia/cinestill film?',
    'kodak gold film?',
  ],
  examples: ['vintage film', '70s film'],
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
        edges: 0.45,
      },
      strength,
    )
    return addGrain(signal, graded, 0.5 * strength, random)
  },
}
