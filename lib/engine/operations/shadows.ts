import { createGraded } from '@/lib/engine/graded'
import { mapTone } from '@/lib/engine/pixels/tone'

/** Shadows end here (encoded lightness); the change fades out smoothly towards it and towards pure black. */
const END = 0.55
/** A full change moves the middle of the shadows by this much. */
const REACH = 0.16

/** Lifts or deepens the dark parts only; black stays black. */
export const shadows = createGraded({
  op: 'shadows',
  scale: { name: 'the shadows', usual: 0.5, max: 1 },
  noun: 'shadows',
  more: [
    'brighten/lighten/lift/open/raise/recover/brighter/lighter shadows',
    'open/lift/bring up shadows',
    'bring/recover/restore/more/get back? detail/details shadows',
    'more? shadow/shadows detail/details',
    'lift/raise/brighten/lighten/open blacks/darks',
    'lift/raise/brighten/lighten/open dark areas/parts/tones',
    'shadows too dark/deep',
    'fill/more light shadows',
    'dodge shadows',
    'fade/faded blacks',
    'soften/softer/weaker/less harsh/hard? shadows',
    'shadows softer/weaker/lighter/brighter',
    'too much shadows',
  ],
  less: [
    'darken/deepen/crush/deeper/darker shadows',
    'deepen/darken/crush/deeper/darker/richer blacks/darks',
    'blacks down/darker/deeper/blacker',
    'true/rich/deep/blacker blacks',
    'shadows too bright/light',
    'burn shadows',
    'dark/deep shadows',
    'more/stronger/harder/add shadows',
    'not enough shadows',
    'too little shadows',
  ],
  examples: ['bring up the shadows', 'deepen the shadows slightly'],
  describe: (direction, by, target) =>
    `${direction > 0 ? 'bring up' : 'deepen'} the shadows of ${target} by ${by}`,
  apply: (signal, raster, change) =>
    mapTone(signal, raster, (lightness) => {
      if (lightness >= END) return lightness
      const place = lightness / END
      // place·(1−place)² peaks at a third: 27/4 makes that peak 1. Its steepest fall keeps the curve rising.
      return lightness + Math.max(-1.2, Math.min(1.8, change)) * REACH * 6.75 * place * (1 - place) ** 2 * 0.8
    }),
})
