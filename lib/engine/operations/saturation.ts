import { createGraded, tooOf } from '@/lib/engine/graded'
import { mapOklabColours } from '@/lib/engine/pixels/colour-map'

/** Every colour stronger or weaker by the same share: OKLab chroma scaled, lightness kept. */
export const saturation = createGraded({
  op: 'saturation',
  scale: { name: 'saturation', usual: 0.3, max: 1 },
  noun: 'saturation',
  more: [
    'saturate colours?',
    'colours stronger/richer/bolder',
    'more saturate/colourful/colour/colours',
    'colourful',
    'stronger/bolder colours',
    'richer/intensify colours?',
    'oversaturate',
    'boost/enhance/strengthen/deepen/bring colours out/up?',
    ...tooOf('pale/grey'),
    'more? intense/intenser/bold/rich/strong colours',
    'colours more? intense/bold/rich/strong',
    'colours more? saturate/colourful',
  ],
  less: [
    'desaturate colours?',
    'less saturate/colourful/colour',
    'mute/muted/fade/faded/paler/duller colours?',
    'weaker colours',
    'paler',
    'tone down',
    'mute/muted/soften/softer/subdue/subdued colours/tones/palette',
    'tone/dial/turn/calm down colours',
    'dull colours',
    ...tooOf('saturate/colourful'),
    'colours too? strong/loud/garish',
    'less intense/bold colours?',
    'less strong colours',
  ],
  examples: ['more saturation', 'desaturate it by 40 %'],
  shows: 'local',
  describe: (direction, by, target) =>
    `${direction > 0 ? 'raise' : 'lower'} the saturation of ${target} by ${by}`,
  apply(signal, raster, change) {
    const factor = Math.max(0, 1 + change)
    return mapOklabColours(signal, raster, (colour) => {
      colour[1] = colour[1]! * factor
      colour[2] = colour[2]! * factor
    })
  },
})
