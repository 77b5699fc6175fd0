import { createGraded, tooOf } from '@/lib/engine/graded'
import { mapOklabColours } from '@/lib/engine/pixels/colour-map'

/** OKLab direction of the daylight locus from blue to amber, and how far a full change goes along it. */
const TOWARDS_AMBER = { a: 0.032, b: 0.11 }

/** Warmer or cooler light: a shift along the colours of daylight, strongest where there is light to colour. */
export const warmth = createGraded({
  op: 'warmth',
  scale: { name: 'warmth', usual: 0.4, max: 1 },
  noun: 'warmth',
  more: [
    'warmer',
    'warm up?',
    'more warm',
    'warmer/warm colours/tones/light',
    'warm colours',
    'increase temperature',
    'less cool/cold/cooler',
    'light warmer',
    'light too cold/cool',
    ...tooOf('cold/cool/blueish/bluish'),
    'warmer/warm white balance/temperature',
    'white balance warmer',
    'warmer/higher colour temperature',
  ],
  less: [
    'cooler',
    'cool down?',
    'colder',
    'cold',
    'cooler/colder/cool/cold colours/tones/light',
    'less warm',
    'light cooler/colder',
    'light too warm',
    'more cool/cold',
    'decrease temperature',
    ...tooOf('warm/hot/yellowish/orangish'),
    'cooler/colder/cool/cold white balance/temperature',
    'white balance cooler/colder',
    'cooler/colder/lower colour temperature',
  ],
  examples: ['make it warmer', 'a bit cooler'],
  describe: (direction, by, target) => `make ${target} ${by} ${direction > 0 ? 'warmer' : 'cooler'}`,
  apply: (signal, raster, change) =>
    mapOklabColours(signal, raster, (colour) => {
      const reach = change * Math.sin(Math.PI * Math.min(1, colour[0]! * 0.5 + 0.12 * colour[0]!))
      colour[1] = colour[1]! + TOWARDS_AMBER.a * reach
      colour[2] = colour[2]! + TOWARDS_AMBER.b * reach
    }),
})
