import * as z from 'zod'
import { hexOf, nameOfColour, oklabOfHex } from '@/lib/engine/grammar/colour'
import { adverbOf, readShare } from '@/lib/engine/grammar/degree'
import { targetOfNoun } from '@/lib/engine/grammar/noun'
import { defineOperation } from '@/lib/engine/operation'
import { composeThrough } from '@/lib/engine/pixels/compose'
import { boundsOfMask } from '@/lib/engine/pixels/mask'
import { measurePaint, type Paint } from '@/lib/engine/pixels/paint'
import { recolour as paint, withoutIslands } from '@/lib/engine/pixels/recolour'
import { softlyGrown } from '@/lib/engine/pixels/soft-rim'
import { describeTarget, type Target, targetSchema, WHOLE_IMAGE } from '@/lib/engine/target'
import { shareOfBox } from '@/lib/engine/vision/boxes'
import type { CocoLabel } from '@/lib/engine/vision/coco'
import { orNobody, sparePeople, unlessMost } from '@/lib/engine/vision/spare-people'
import { type Scene, TELLING_SCORE } from '@/lib/engine/vision/vision'
import type { Box, Mask } from '@/lib/images/raster'

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

/** What a cup or a bowl holds is not the cup. */
const VESSELS: readonly CocoLabel[] = ['cup', 'bowl', 'wine glass']
/** A vessel that lies in what is selected, and is this much of its extent, is what was clicked. */
const WITHIN = 0.8
const LEAST_SHARE = 0.25

function isNamedVessel(target: Target): boolean {
  const noun = target.kind === 'colour' && target.word ? targetOfNoun(target.word) : target
  return noun?.kind === 'class' && VESSELS.includes(noun.label)
}

/** Whether what was clicked is a vessel, by its looks. */
async function isSeenVessel(signal: AbortSignal, scene: Scene, mask: Mask): Promise<boolean> {
  const bounds = boundsOfMask(mask)
  if (!bounds) return false
  const scale = scene.size.width / mask.width
  const seen = scaleBox(bounds, scale)
  const objects = await orNobody(scene.objects(signal))
  return objects.some(
    ({ label, score, box }) =>
      VESSELS.includes(label) &&
      score >= TELLING_SCORE &&
      shareOfBox(box, seen) > WITHIN &&
      shareOfBox(seen, box) > LEAST_SHARE,
  )
}

const scaleBox = ({ x, y, width, height }: Box, scale: number): Box => ({
  x: x * scale,
  y: y * scale,
  width: width * scale,
  height: height * scale,
})

/** Eyes and lips stay those of a living being, a sky stays air. */
function mostChromaOf({ kind }: Target, { chroma }: Paint): number {
  if (kind === 'sky') return SKY_CHROMA
  return kind === 'part' ? Math.max(0.1, chroma * 1.3) : Number.POSITIVE_INFINITY
}

/** Whom or what it is asked for by name: there skin is meant too. */
const isOfPeople = (target: Target): boolean =>
  ['part', 'subject', 'selection'].includes(target.kind) ||
  (target.kind === 'class' && target.label === 'person')

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
        'recolour/paint/dye/colour?',
        // "Replace the grey sky" asks for another sky.
        'replace/swap with/for/by',
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
  describe: ({ target, colour, amount }) =>
    `paint ${describeTarget(target)} ${adverbOf(amount)}${nameOfColour(colour)}`,
  // A car is not made blue and white.
  lean: ({ colour }) => ({ axis: 'colour', side: colour }),
  shows: 'local',
  isComposed: true,
  async apply(signal, raster, { target, colour, amount }, { mask: found, scene, strength }) {
    if (!found) return raster
    const isOfColour = target.kind === 'colour' && target.word === undefined
    const spare = (own: Mask, named?: Mask) =>
      scene && !isOfPeople(target) ? sparePeople(signal, scene, raster, own, named) : own
    const mask = target.kind === 'colour' ? unlessMost(found, await spare(found)) : found
    const before = measurePaint(raster, mask)
    const isMainOnly = PAINTED_IN_PARTS.includes(target.kind)
    const wide = isMainOnly && before.hue ? await spare(softlyGrown(raster, mask, before), mask) : mask
    const painted = await paint(signal, raster, before, oklabOfHex(PAINTS[colour] ?? colour), {
      mostChroma: mostChromaOf(target, before),
      isEven: target.kind === 'sky',
      isMainOnly,
      within: wide,
      amount: Math.min(1, amount * Math.max(0.6, strength)),
    })
    const isThing = isMainOnly && !isOfColour
    const isVessel =
      target.kind === 'selection' && scene ? await isSeenVessel(signal, scene, mask) : isNamedVessel(target)
    const through = isThing ? withoutIslands(raster, wide, before, isVessel) : wide
    return composeThrough(signal, raster, painted, through)
  },
})
