import { createGraded, tooOf } from '@/lib/engine/graded'
import { mapTone } from '@/lib/engine/pixels/tone'

/** Middle grey, as sRGB encodes it. */
const PIVOT = 0.46

/** Steeper around middle grey by an S that keeps both ends; flatter by drawing everything towards middle grey. */
function bend(lightness: number, change: number): number {
  if (change < 0) return PIVOT + (lightness - PIVOT) * Math.max(0, 1 + change)
  return lightness < PIVOT
    ? PIVOT * (lightness / PIVOT) ** (1 + change)
    : 1 - (1 - PIVOT) * ((1 - lightness) / (1 - PIVOT)) ** (1 + change)
}

export const contrast = createGraded({
  op: 'contrast',
  scale: { name: 'contrast', usual: 0.3, max: 1 },
  noun: 'contrast',
  more: [
    'contrasty',
    'punchier',
    'punchy',
    'more punch/contrasty',
    'high contrast',
    'harder/harsher contrast',
    'contrasted',
    'contrastier',
    'punch',
    'looks/is/seems washed/faded/hazy/flat/milky out?',
    ...tooOf('flat/washed/hazy'),
  ],
  less: [
    'low contrast',
    'flatter',
    'flat',
    'softer contrast',
    'less contrasty/punchy/harsh',
    'less/reduce/soften harsh/hard light/lighting/sunlight',
    ...tooOf('contrasty/harsh/punchy'),
  ],
  examples: ['more contrast', 'increase the contrast by 20 %'],
  describe: (direction, by, target) =>
    `${direction > 0 ? 'raise' : 'lower'} the contrast of ${target} by ${by}`,
  apply: (signal, raster, change) => mapTone(signal, raster, (lightness) => bend(lightness, change)),
})
