import { z } from 'zod'
import { hexOf, nameOfColour, oklabOfHex } from '@/lib/engine/grammar/colour'
import { readShare } from '@/lib/engine/grammar/degree'
import { targetOfNoun } from '@/lib/engine/grammar/noun'
import { defineOperation } from '@/lib/engine/operation'
import { composeThrough } from '@/lib/engine/pixels/compose'
import { growMask } from '@/lib/engine/pixels/mask'
import { measurePaint, type Paint } from '@/lib/engine/pixels/paint'
import { ofMainColour, recolour as paint, withoutIslands } from '@/lib/engine/pixels/recolour'
import { describeTarget, type Target, targetSchema, WHOLE_IMAGE } from '@/lib/engine/target'
import type { CocoLabel } from '@/lib/engine/vision/coco'
import type { Mask, RgbaRaster } from '@/lib/images/raster'

/** A thing has parts of other colours, which stay; an eye, the sky or a wall is painted as a whole. */
const PAINTED_IN_PARTS: readonly Target['kind'][] = ['class', 'thing', 'subject', 'colour', 'selection']

const SKY_CHROMA = 0.1

/** The pure colours of screens are those of no paint: a word means the paint, a hex what it says. */
const PAINTS: Record<string, string> = {
  [hexOf('red')]: '#c3241c',
  [hexOf('blue')]: '#2763c4',
  [hexOf('green')]: '#2f8a3e',
  [hexOf('yellow')]: '#e9c022',
  [hexOf('orange')]: '#e87a1d',
  [hexOf('purple')]: '#7a3db0',
  [hexOf('pink')]: '#e8639f',
  [hexOf('white')]: '#f1f0ee',
  [hexOf('black')]: '#1c1c1e',
}

/**
 * The outermost pixels of a thing are half background, but still of its colour: those are painted too, where the thing
 * itself has it. Greys tell nothing: beside a grey thing the background may be grey as well.
 */
const RIM_PER_1000_PX = 3

function softlyGrown(raster: RgbaRaster, mask: Mask, paint: Paint): Mask {
  const grown = growMask(
    ofMainColour(raster, mask, paint),
    Math.max(1, Math.round((RIM_PER_1000_PX * Math.max(mask.width, mask.height)) / 1000)),
  )
  return { ...mask, data: mask.data.map((value, i) => Math.max(value, grown.data[i]!)) }
}

/** What a cup or a bowl holds is not the cup. */
const VESSELS: readonly CocoLabel[] = ['cup', 'bowl', 'wine glass']
function isVessel(target: Target): boolean {
  const noun = target.kind === 'colour' && target.word ? targetOfNoun(target.word) : target
  return noun?.kind === 'class' && VESSELS.includes(noun.label)
}

/** Eyes and lips stay those of a living being, a sky stays air. */
function mostChromaOf({ kind }: Target, { chroma }: Paint): number {
  if (kind === 'sky') return SKY_CHROMA
  return kind === 'part' ? Math.max(0.1, chroma * 1.3) : Number.POSITIVE_INFINITY
}

/** Another colour for a thing. */
export const recolour = defineOperation({
  schema: z.object({
    op: z.literal('recolour'),
    target: targetSchema,
    colour: z.string().regex(/^#[0-9a-f]{6}$/),
    amount: z.number().min(0.01).max(1),
  }),
  wordings: [
    {
      say: [
        'recolour/paint/dye/replace/swap/colour?',
        'colour/colours',
        'recolour/paint/replace/swap colour',
      ],
      needs: ['target', 'colour'],
      takes: ['amount'],
      read({ target = WHOLE_IMAGE, colour = '', amount }) {
        if (target.kind === 'except') return { unfit: 'what is painted has to be named' }
        if (target.kind === 'background') return { unfit: 'a background is filled, not painted' }
        const share = readShare(amount)
        if (typeof share !== 'number') return share
        return { op: 'recolour' as const, target, colour, amount: Math.min(1, share) }
      },
    },
  ],
  limits: 'its strength must lie between 1 % and 100 %',
  examples: [
    'make the flower purple',
    'make the red bowl green',
    "make the cat's eyes blue",
    'turn everything red into blue',
  ],
  describe: ({ target, colour }) => `paint ${describeTarget(target)} ${nameOfColour(colour)}`,
  shows: 'local',
  isComposed: true,
  async apply(signal, raster, { target, colour, amount }, { mask, strength }) {
    if (!mask) return raster
    const before = measurePaint(raster, mask)
    const isMainOnly = PAINTED_IN_PARTS.includes(target.kind)
    const wide = isMainOnly && before.hue ? softlyGrown(raster, mask, before) : mask
    const painted = await paint(signal, raster, before, oklabOfHex(PAINTS[colour] ?? colour), {
      mostChroma: mostChromaOf(target, before),
      isEven: target.kind === 'sky',
      isMainOnly,
      within: wide,
      amount: Math.min(1, amount * Math.max(0.6, strength)),
    })
    const isThing = isMainOnly && !(target.kind === 'colour' && target.word === undefined)
    const through = isThing ? withoutIslands(raster, wide, before, isVessel(target)) : wide
    return composeThrough(signal, raster, painted, through)
  },
})
