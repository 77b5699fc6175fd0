import * as z from 'zod'
import { nameOfColour, oklabOfHex } from '@/lib/engine/grammar/colour'
import { ramp } from '@/lib/engine/looks/ramp'
import { defineOperation } from '@/lib/engine/operation'
import { blend } from '@/lib/engine/pixels/blend'
import { mapLuminance } from '@/lib/engine/pixels/duotone'
import { writeInGamut } from '@/lib/engine/pixels/tone'
import { describeTarget, targetSchema, WHOLE_IMAGE } from '@/lib/engine/target'
import { oklabToLinear, type Triple } from '@/lib/images/pixels/oklab'

const hex = z.string().regex(/^#[0-9a-f]{6}$/)

/** The usual inks: those that posters are printed in. */
const INDIGO = '#1b1464'
const PEACH = '#ffd1a9'
/** The darker ink is at most this light and the lighter one at least that, or shapes are lost. */
const MOST_DARK = 0.4
const LEAST_LIGHT = 0.72
/** Lightness of the picture at which each ink stands alone: prints have little between. */
const BETWEEN = [0.12, 0.92] as const

/** Two colours from dark to light, by the lightness of the picture. */
export const duotone = defineOperation({
  schema: z.object({ op: z.literal('duotone'), target: targetSchema, dark: hex, light: hex }),
  wordings: [
    {
      say: ['and? duotone/bichrome and?', 'and? duo tone and?'],
      takes: ['colour', 'secondColour'],
      read({ colour = INDIGO, secondColour }) {
        const other = secondColour ?? (oklabOfHex(colour)[0] < 0.6 ? PEACH : INDIGO)
        const [dark, light] = [colour, other].toSorted((a, b) => oklabOfHex(a)[0] - oklabOfHex(b)[0])
        return { op: 'duotone' as const, target: WHOLE_IMAGE, dark: dark!, light: light! }
      },
    },
  ],
  limits: 'a duotone has two colours',
  examples: ['duotone in navy and pink'],
  describe: ({ dark, light, target }) =>
    `print ${describeTarget(target)} in two colours, ${nameOfColour(dark)} and ${nameOfColour(light)}`,
  lean: ({ dark, light }) => ({ axis: 'duotone', side: `${dark} ${light}` }),
  shows: 'overall',
  async apply(signal, raster, { dark, light }, { strength }) {
    const [darkL, darkA, darkB] = oklabOfHex(dark)
    const [lightL, lightA, lightB] = oklabOfHex(light)
    const [from, to] = [Math.min(darkL, MOST_DARK), Math.max(lightL, LEAST_LIGHT)]
    const linear: Triple = [0, 0, 0]
    const printed = await mapLuminance(signal, raster, (luminance, out, at) => {
      const share = ramp(Math.cbrt(luminance), ...BETWEEN)
      const lightness = from + (to - from) * share
      const [a, b] = [darkA + (lightA - darkA) * share, darkB + (lightB - darkB) * share]
      oklabToLinear(lightness, a, b, linear)
      writeInGamut(out, at, linear[0], linear[1], linear[2], lightness ** 3)
    })
    return blend(signal, raster, printed, Math.min(1, strength))
  },
})
