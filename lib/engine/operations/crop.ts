import * as z from 'zod'
import { anchorOf, PLACES } from '@/lib/engine/grammar/place'
import type { Slots } from '@/lib/engine/grammar/slot'
import { defineOperation, type Unfit, type Wording } from '@/lib/engine/operation'
import { boxOfRatio, cropRaster, placeBox } from '@/lib/engine/pixels/geometry'
import { boundsOfMask } from '@/lib/engine/pixels/mask'
import { EngineRefusal } from '@/lib/engine/refusal'
import { describeTarget, targetSchema, WHOLE_IMAGE } from '@/lib/engine/target'
import type { Box, Mask, Size } from '@/lib/images/raster'
import { NAMED_RATIOS } from './named-ratios'

const areaSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('ratio'), width: z.number().positive(), height: z.number().positive() }),
  /** Share of both sides that is kept. */
  z.object({ by: z.literal('share'), share: z.number().min(0.05).max(0.99) }),
  /** Share that is cut off at one side, which `place` names. */
  z.object({ by: z.literal('trim'), share: z.number().min(0.01).max(0.95) }),
  z.object({ by: z.literal('size'), widthPx: z.int().positive(), heightPx: z.int().positive() }),
  /** As much as the target needs, with some air. */
  z.object({ by: z.literal('target') }),
])

const schema = z
  .object({ op: z.literal('crop'), target: targetSchema, area: areaSchema, place: z.enum(PLACES) })
  .refine(
    ({ area }) => area.by !== 'ratio' || Math.max(area.width / area.height, area.height / area.width) <= 10,
  )
type Crop = z.infer<typeof schema>

const crop_ = (area: Crop['area'], place: Crop['place'] = 'centre'): Crop => ({
  op: 'crop',
  target: WHOLE_IMAGE,
  area,
  place,
})

/** "4 by 5" reads as a size, but nobody wants a picture of 4 × 5 pixels. */
const SMALLEST_SIZE_PX = 33

const namedWordings = NAMED_RATIOS.map(
  ({ say, width, height }): Wording<Crop> => ({
    say,
    takes: ['place'],
    read: ({ place }) => crop_({ by: 'ratio', width, height }, place),
  }),
)

const SIDES: readonly Crop['place'][] = ['top', 'bottom', 'left', 'right']
const SAY_HOW_MUCH: Unfit = {
  unfit:
    'say how much goes, such as “crop 10 % off the left”, or what stays, such as “crop to the left half”',
}

const without = (share: number): number => Math.round((1 - share) * 1000) / 1000

/** What is taken off: at the side that is named, or all round. */
const readTrim = ({ scale = 0, place }: Slots): Crop | Unfit => {
  if (place === undefined) return crop_({ by: 'share', share: without(scale) })
  return SIDES.includes(place) ? crop_({ by: 'trim', share: scale }, place) : SAY_HOW_MUCH
}

/** What a tighter crop takes off both sides. */
const USUAL_TRIM = 0.25

/** Air around what is cropped to, as a share of its longer side. */
const AIR = 0.08

function boxAround(size: Size, mask: Mask): Box {
  const { x, y, width, height } = boundsOfMask(mask) ?? { x: 0, y: 0, ...size }
  const air = Math.round(Math.max(width, height) * AIR)
  const left = Math.max(0, x - air)
  const top = Math.max(0, y - air)
  return {
    x: left,
    y: top,
    width: Math.min(size.width, x + width + air) - left,
    height: Math.min(size.height, y + height + air) - top,
  }
}

const ACROSS: readonly Crop['place'][] = ['left', 'right']

/** All but a share at one side. */
function boxWithout(size: Size, share: number, side: Crop['place']): Box {
  const { across, down } = anchorOf(side)
  const keep = (length: number) => Math.max(1, Math.round(length * (1 - share)))
  const kept = ACROSS.includes(side)
    ? { width: keep(size.width), height: size.height }
    : { width: size.width, height: keep(size.height) }
  return placeBox(size, kept, { across: 1 - across, down: 1 - down })
}

function boxOf(size: Size, { area, place }: Crop, mask: Mask | undefined): Box {
  if (area.by === 'target') return mask ? boxAround(size, mask) : { x: 0, y: 0, ...size }
  if (area.by === 'trim') return boxWithout(size, area.share, place)
  const anchor = anchorOf(place)
  if (area.by === 'ratio') return boxOfRatio(size, area, anchor)
  const width = area.by === 'share' ? Math.max(1, Math.round(size.width * area.share)) : area.widthPx
  const height = area.by === 'share' ? Math.max(1, Math.round(size.height * area.share)) : area.heightPx
  return placeBox(size, { width, height }, anchor)
}

const percentOf = (share: number): string => `${Math.round(share * 100)} %`

function describe({ area, target, place }: Crop): string {
  if (area.by === 'trim') return `crop ${percentOf(area.share)} off the ${place}`
  const from = place === 'centre' ? '' : ` from the ${place}`
  if (area.by === 'target') return `crop to ${describeTarget(target)}${from}`
  if (area.by === 'share') return `crop to ${percentOf(area.share)} of its sides${from}`
  if (area.by === 'size') return `crop to ${area.widthPx} × ${area.heightPx} px${from}`
  return `crop to ${area.width === area.height ? 'a square' : `${area.width}:${area.height}`}${from}`
}

export const crop = defineOperation({
  schema,
  wordings: [
    {
      say: ['crop to', 'crop around/round', 'crop in', 'zoom in?'],
      needs: ['target'],
      read: ({ target = WHOLE_IMAGE }) => ({ ...crop_({ by: 'target' }), target }),
    },
    {
      say: ['crop'],
      needs: ['target'],
      read: ({ target = WHOLE_IMAGE }) =>
        target.kind === 'region' ? SAY_HOW_MUCH : { ...crop_({ by: 'target' }), target },
    },
    { say: ['crop off/away'], needs: ['target'], read: () => SAY_HOW_MUCH },
    {
      say: ['crop/cut/take off/away/from from?', 'crop/cut off/away'],
      needs: ['scale', 'place'],
      read: readTrim,
    },
    { say: ['crop in? by', 'crop in'], needs: ['scale'], takes: ['place'], read: readTrim },
    // "Trim 5 %" takes off, "crop 80 %" keeps: in between nobody knows.
    { say: ['crop'], needs: ['scale'], takes: ['place'], read: () => SAY_HOW_MUCH },
    {
      say: ['crop down? to/into from?', 'crop to? size'],
      needs: ['scale'],
      takes: ['place'],
      read: ({ scale = 1, place }) => crop_({ by: 'share', share: scale }, place),
    },
    ...namedWordings,
    {
      say: [
        'crop',
        'crop aspect? ratio',
        'aspect? ratio',
        'crop format',
        'format',
        'crop? ratio?',
        'crop? landscape/portrait format/crop?',
        'crop? banner/header/cover/thumbnail/video/instagram',
      ],
      needs: ['ratio'],
      takes: ['place'],
      read: ({ ratio, place }) => crop_({ by: 'ratio', width: 1, height: 1, ...ratio }, place),
    },
    {
      say: ['crop', 'crop size/instagram/banner'],
      needs: ['size'],
      takes: ['place'],
      read({ size = { widthPx: 0, heightPx: 0 }, place }) {
        const isRatio = Math.max(size.widthPx, size.heightPx) < SMALLEST_SIZE_PX
        return isRatio
          ? crop_({ by: 'ratio', width: size.widthPx, height: size.heightPx }, place)
          : crop_({ by: 'size', ...size }, place)
      },
    },
    {
      say: ['crop off/away edges/borders/sides?', 'cut off edges/borders/sides', 'crop edges/borders/sides'],
      needs: ['scale'],
      read: ({ scale = 0 }) => crop_({ by: 'share', share: without(2 * scale) }),
    },
    {
      say: ['crop edges/borders/border/sides? tighter/closer/in?'],
      needs: ['amount'],
      read: ({ amount }) =>
        amount?.kind === 'factor'
          ? crop_({ by: 'share', share: Math.round((1 - USUAL_TRIM * amount.factor) * 100) / 100 })
          : { unfit: 'say how much should be kept, such as “crop to 80 %”' },
    },
    {
      say: ['crop edges/borders/border/sides'],
      read: () => crop_({ by: 'share', share: 1 - USUAL_TRIM / 2 }),
    },
    {
      say: [
        'crop centre',
        'crop tighter/closer/tight/close',
        'tighter/closer/tight/close crop',
        'zoom in?',
        'tighter/closer',
        'closer in',
        'closeup',
      ],
      read: () => crop_({ by: 'share', share: 1 - USUAL_TRIM }),
    },
  ],
  isComposed: true,
  isForWhole: true,
  limits: 'a crop keeps 5 to 99 % of the sides, and its sides differ at most tenfold',
  examples: ['crop to 16:9', 'crop to a square', 'crop to 80 %', 'crop to 800x600', 'crop to the subject'],
  describe,
  // A picture has one shape in the end: a square is no story.
  lean: ({ area }) =>
    area.by === 'ratio' ? { axis: 'shape', side: String(area.width / area.height) } : undefined,
  shows: 'always',
  apply(_signal, raster, step, { mask }) {
    const { area } = step
    if (area.by === 'size' && (area.widthPx > raster.width || area.heightPx > raster.height))
      throw new EngineRefusal({
        code: 'UNSUPPORTED_INSTRUCTION',
        message: `I cannot crop to ${area.widthPx} × ${area.heightPx} px: the picture has only ${raster.width} × ${raster.height} px. Resize it instead.`,
        suggestions: [`resize to ${area.widthPx}x${area.heightPx}`],
      })
    return cropRaster(raster, boxOf(raster, step, mask))
  },
})
