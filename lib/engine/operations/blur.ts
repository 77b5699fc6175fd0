import * as z from 'zod'
import { adverbOf, readShare } from '@/lib/engine/grammar/degree'
import type { Slots } from '@/lib/engine/grammar/slot'
import { lengthSchema, toPixels, toTenThousandths } from '@/lib/engine/length'
import { defineOperation } from '@/lib/engine/operation'
import { blurRaster } from '@/lib/engine/pixels/raster-blur'
import { onlyWithin, withAlphaOf } from '@/lib/engine/pixels/within'
import {
  describeTarget,
  exceptFor,
  type PlainTarget,
  type Target,
  targetSchema,
  WHOLE_IMAGE,
} from '@/lib/engine/target'
import type { Part } from '@/lib/engine/target-words'

/** The usual blur: clearly out of focus at any size of picture. */
const USUAL_SHARE = 0.009

/** A background is to fall away, a face not to be known any more, writing not to be read. */
const TIMES: Partial<Record<Target['kind'], number>> = { background: 2, except: 2, part: 3, text: 2 }

/** Of the shorter side, for what is blurred. */
export const usualShare = (target: Target = WHOLE_IMAGE): number => USUAL_SHARE * (TIMES[target.kind] ?? 1)

/** Colours alone and parts stand out by other means than the focus. */
const STANDING_OUT: readonly PlainTarget['kind'][] = ['subject', 'class', 'thing', 'selection']

/** Everything else falls out of focus. */
function keepSharp(kept: PlainTarget) {
  const target = exceptFor(kept)
  return {
    op: 'blur' as const,
    target,
    radius: { unit: 'share' as const, value: toTenThousandths(usualShare(target)) },
  }
}

/** @param smoothed parts that are smoothed and not blurred when this is asked of them */
function readBlur({ amount, pixels, target }: Slots, smoothed: readonly Part[]) {
  if (target?.kind === 'part' && smoothed.includes(target.part))
    return { unfit: 'skin is smoothed, not blurred' }
  const share = readShare(amount)
  if (typeof share !== 'number') return share
  const radius =
    pixels === undefined
      ? { unit: 'share' as const, value: toTenThousandths(usualShare(target) * share) }
      : { unit: 'px' as const, value: pixels }
  return { op: 'blur' as const, target: WHOLE_IMAGE, radius }
}

export const blur = defineOperation({
  schema: z.object({
    op: z.literal('blur'),
    target: targetSchema,
    /** Standard deviation of the Gaussian, in pixels or as a share of the shorter side. */
    radius: lengthSchema(200, 0.2),
  }),
  wordings: [
    {
      say: [
        'portrait mode/blur',
        'shallow/shallower depth field',
        'bokeh blur?',
        'background bokeh',
        'creamy bokeh/background?',
        'less depth field',
      ],
      takes: ['amount'],
      read({ amount }) {
        const share = readShare(amount)
        const target: Target = { kind: 'background' }
        return typeof share === 'number'
          ? {
              op: 'blur' as const,
              target,
              radius: { unit: 'share' as const, value: toTenThousandths(usualShare(target) * share) },
            }
          : share
      },
    },
    {
      say: ['focus only?', 'keep/leave sharp/focus only?', 'only sharp/focus'],
      needs: ['kept'],
      read: ({ kept = { kind: 'subject' } }) => keepSharp(kept),
    },
    {
      say: ['stand out more? background?', 'emphasise/emphasize more?'],
      needs: ['kept'],
      read({ kept = { kind: 'subject' } }) {
        const isThing =
          STANDING_OUT.includes(kept.kind) || (kept.kind === 'colour' && kept.word !== undefined)
        if (!isThing) return { unfit: 'say which thing should stand out' }
        return keepSharp(kept)
      },
    },
    {
      say: [
        'blur out?',
        'gaussian/lens blur',
        'more blur',
        'blur more/further',
        'soft/softer focus',
        'out focus',
        'less sharp',
        'too sharp',
        'defocus',
        'unsharp',
        'fuzzy',
      ],
      takes: ['pixels', 'amount'],
      read: (slots) => readBlur(slots, ['skin']),
    },
    {
      say: ['zoom/motion/radial/directional/spin blur'],
      takes: ['pixels', 'amount'],
      read: () => ({ isFirm: true, unfit: 'I blur evenly, not along a movement' }),
    },
    {
      say: ['soften', 'softer'],
      takes: ['pixels', 'amount'],
      read: (slots) => readBlur(slots, ['skin', 'face']),
    },
  ],
  limits: 'the radius lies between 0.1 and 200 px',
  examples: ['blur it', 'blur by 8 px', 'blur it slightly'],
  describe({ radius, target }) {
    const how =
      radius.unit === 'px'
        ? ` by ${radius.value} px`
        : ` ${adverbOf(toTenThousandths(radius.value / usualShare(target))).trim()}`
    return `blur ${describeTarget(target)}${how}`.trim()
  },
  worksOnText: true,
  lean: () => ({ axis: 'sharpness', side: 'less' }),
  shows: 'local',
  async apply(signal, raster, { radius }, { strength, mask }) {
    const blurred = await blurRaster(signal, onlyWithin(raster, mask), toPixels(radius, raster) * strength)
    return mask ? withAlphaOf(blurred, raster) : blurred
  },
})
