import { createGraded, tooOf } from '@/lib/engine/graded'
import { mapOklabColours } from '@/lib/engine/pixels/colour-map'

/** OKLab chroma at which a colour counts as strong already and is left alone. */
const STRONG = 0.26
/** Skin lies around this OKLab hue: it takes half the change, so that people do not turn orange. */
const SKIN_HUE = (55 * Math.PI) / 180
const SKIN_WIDTH = 0.45

/** Weak colours gain most, strong ones hardly, skin half: vivid without burning out. */
export const vibrance = createGraded({
  op: 'vibrance',
  scale: { name: 'vibrance', usual: 0.5, max: 1 },
  noun: 'vibrance',
  more: [
    'vivid colours?',
    'colour/colours more? vivid/vibrant',
    'more vivid/vibrant colours?',
    'vibrant colours?',
    'colours pop more?',
    'look/looks/is/seems dull/lifeless/boring/bland',
    ...tooOf('dull/lifeless/boring/bland'),
    'pop',
    'livelier colours?',
    'more/boost vividness',
    'punchy/punchier colours',
    'colours more? punchy/punchier/lively/livelier/alive/vibrancy',
    'juicy/juicier/fresh/fresher colours?',
    'more? appetising/appetizing/delicious/tasty colours?',
    'bring? colours life/alive',
  ],
  less: ['less vivid/vibrant colours?', 'less/reduce vividness', ...tooOf('vivid/vibrant')],
  examples: ['more vivid colours', 'less vibrance'],
  shows: 'local',
  describe: (direction, by, target) =>
    `make the colours of ${target} ${by} ${direction > 0 ? 'more' : 'less'} vivid`,
  apply: (signal, raster, change) =>
    mapOklabColours(signal, raster, (colour) => {
      const chroma = Math.hypot(colour[1]!, colour[2]!)
      const distance = (Math.atan2(colour[2]!, colour[1]!) - SKIN_HUE) / SKIN_WIDTH
      const skin = 1 - 0.5 * Math.exp(-distance * distance)
      const factor = Math.max(0, 1 + change * skin * Math.max(0, 1 - chroma / STRONG))
      colour[1] = colour[1]! * factor
      colour[2] = colour[2]! * factor
    }),
})
