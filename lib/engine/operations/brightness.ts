import { createGraded, tooOf } from '@/lib/engine/graded'
import { mapTone } from '@/lib/engine/pixels/tone'

/** A gamma of this power of the change moves the midtones by about the share that was named. */
const POWER = 1.6

/** Lightens or darkens the midtones most; black and white stay where they are, so nothing is clipped. */
export const brightness = createGraded({
  op: 'brightness',
  scale: { name: 'brightness', usual: 0.2, max: 1 },
  noun: 'brightness',
  more: [
    'brighter',
    'brighten up?',
    'bright',
    'lighter',
    'lighten up?',
    'light up',
    'more bright/light',
    'add/more light',
    'less dark/dim',
    'light brighter',
    'light too dark/dim',
    ...tooOf('dark/dim'),
    'not bright/light enough',
    'brighten/lighten/lift/boost/raise midtones',
    'brighter/lighter midtones',
  ],
  less: [
    'darker',
    'darken',
    'dark',
    'dim',
    'dimmer',
    'more dark',
    'less bright/light',
    'light darker/dimmer',
    'light too bright',
    ...tooOf('bright/light'),
    'darken/lower midtones',
    'darker midtones',
    'dark/darker/black overlay',
  ],
  examples: ['make it brighter', 'darken it by 15 %', 'slightly brighter'],
  describe: (direction, by, target) => `make ${target} ${by} ${direction > 0 ? 'brighter' : 'darker'}`,
  apply(signal, raster, change) {
    const gamma = change > 0 ? (1 + change) ** -POWER : (1 - change) ** POWER
    return mapTone(signal, raster, (lightness) => lightness ** gamma)
  },
})
