import { createGraded } from '@/lib/engine/graded'
import { mapTone } from '@/lib/engine/pixels/tone'

/** Highlights begin here (encoded lightness). */
const START = 0.45
const REACH = 0.13

/** Recovers or brightens the light parts only; white stays white. */
export const highlights = createGraded({
  op: 'highlights',
  scale: { name: 'the highlights', usual: 0.5, max: 1 },
  noun: 'highlights',
  more: [
    'brighten/lighten/lift/brighter/lighter highlights',
    'brighten/lift/boost/raise/brighter/whiter/cleaner whites',
    'whites up/brighter/whiter/cleaner',
  ],
  less: [
    'darken/recover/tame/tone/darker/soften highlights',
    'recover/pull/tone down/back highlights',
    'bring/recover/restore/more/get back? detail/details highlights/whites',
    'more? highlight/highlights detail/details',
    'darken/lower/reduce/tame/tone/recover whites',
    'highlights too bright/light/hot/strong',
    'highlights darker/darken/dark/down',
    'too bright/strong highlights',
    'blown out? highlights/whites',
    'is/are/looks/too blown out?',
    'burn/bring highlights down?',
  ],
  examples: ['recover the highlights', 'brighten the highlights'],
  describe: (direction, by, target) =>
    `${direction > 0 ? 'brighten' : 'recover'} the highlights of ${target} by ${by}`,
  apply: (signal, raster, change) =>
    mapTone(signal, raster, (lightness) => {
      if (lightness <= START) return lightness
      const place = (1 - lightness) / (1 - START)
      return lightness + Math.max(-1.8, Math.min(1.2, change)) * REACH * 6.75 * place * (1 - place) ** 2 * 0.8
    }),
})
