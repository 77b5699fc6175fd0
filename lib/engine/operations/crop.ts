import { z } from 'zod'
import { anchorOf, PLACES } from '@/lib/engine/grammar/place'
import { defineOperation, type Wording } from '@/lib/engine/operation'
import { boxOfRatio, cropRaster, placeBox } from '@/lib/engine/pixels/geometry'
import { EngineRefusal } from '@/lib/engine/refusal'
import type { Box, Size } from '@/lib/images/raster'

const areaSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('ratio'), width: z.number().positive(), height: z.number().positive() }),
  /** Share of both sides that is kept. */
  z.object({ by: z.literal('share'), share: z.number().min(0.05).max(0.99) }),
  z.object({ by: z.literal('size'), widthPx: z.int().positive(), heightPx: z.int().positive() }),
])

const schema = z
  .object({ op: z.literal('crop'), area: areaSchema, place: z.enum(PLACES) })
  .refine(
    ({ area }) => area.by !== 'ratio' || Math.max(area.width / area.height, area.height / area.width) <= 10,
  )
type Crop = z.infer<typeof schema>

const crop_ = (area: Crop['area'], place: Crop['place'] = 'centre'): Crop => ({ op: 'crop', area, place })

/** "4 by 5" reads as a size, but nobody wants a picture of 4 × 5 pixels. */
const SMALLEST_SIZE_PX = 33

const NAMED_RATIOS: { say: string[]; width: number; height: number }[] = [
  { say: ['crop square', 'square crop?', 'crop squared', 'square format'], width: 1, height: 1 },
  { say: ['crop widescreen', 'widescreen crop?'], width: 16, height: 9 },
  { say: ['crop portrait', 'portrait crop/format'], width: 4, height: 5 },
  { say: ['crop landscape', 'landscape crop/format'], width: 3, height: 2 },
  { say: ['crop panorama/panoramic', 'panorama/panoramic crop/format'], width: 2, height: 1 },
]

const namedWordings = NAMED_RATIOS.map(
  ({ say, width, height }): Wording<Crop> => ({
    say,
    takes: ['place'],
    read: ({ place }) => crop_({ by: 'ratio', width, height }, place),
  }),
)

function boxOf(size: Size, { area, place }: Crop): Box {
  const anchor = anchorOf(place)
  if (area.by === 'ratio') return boxOfRatio(size, area, anchor)
  const width = area.by === 'share' ? Math.max(1, Math.round(size.width * area.share)) : area.widthPx
  const height = area.by === 'share' ? Math.max(1, Math.round(size.height * area.share)) : area.heightPx
  return placeBox(size, { width, height }, anchor)
}

function describeArea(area: Crop['area']): string {
  if (area.by === 'share') return `${Math.round(area.share * 100)} % of its sides`
  if (area.by === 'size') return `${area.widthPx} × ${area.heightPx} px`
  return area.width === area.height ? 'a square' : `${area.width}:${area.height}`
}

export const crop = defineOperation({
  schema,
  wordings: [
    ...namedWordings,
    {
      say: ['crop', 'crop aspect? ratio', 'aspect? ratio', 'crop format', 'format'],
      needs: ['ratio'],
      takes: ['place'],
      read: ({ ratio, place }) => crop_({ by: 'ratio', width: 1, height: 1, ...ratio }, place),
    },
    {
      say: ['crop', 'crop size'],
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
      say: ['crop', 'crop size'],
      needs: ['scale'],
      takes: ['place'],
      read: ({ scale = 1, place }) => crop_({ by: 'share', share: scale }, place),
    },
    {
      say: ['crop off/away edges/borders/sides?', 'cut off edges/borders/sides', 'crop edges/borders/sides'],
      needs: ['scale'],
      read: ({ scale = 0 }) => crop_({ by: 'share', share: Math.round((1 - 2 * scale) * 1000) / 1000 }),
    },
    {
      say: ['crop centre', 'crop tighter/closer', 'tighter/closer crop', 'zoom'],
      read: () => crop_({ by: 'share', share: 0.75 }),
    },
  ],
  limits: 'a crop keeps 5 to 99 % of the sides, and its sides differ at most tenfold',
  examples: ['crop to 16:9', 'crop to a square', 'crop to 80 %', 'crop to 800x600'],
  describe: (step) =>
    `crop to ${describeArea(step.area)}${step.place === 'centre' ? '' : ` from the ${step.place}`}`,
  shows: 'always',
  apply(_signal, raster, step) {
    const { area } = step
    if (area.by === 'size' && (area.widthPx > raster.width || area.heightPx > raster.height))
      throw new EngineRefusal({
        code: 'UNSUPPORTED_INSTRUCTION',
        message: `I cannot crop to ${area.widthPx} × ${area.heightPx} px: the picture has only ${raster.width} × ${raster.height} px. Resize it instead.`,
        suggestions: [`resize to ${area.widthPx}x${area.heightPx}`],
      })
    return cropRaster(raster, boxOf(raster, step))
  },
})
