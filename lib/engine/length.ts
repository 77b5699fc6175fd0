import * as z from 'zod'
import type { Size } from '@/lib/images/raster'
import type { Length } from './grammar/measure'

/** A length between nothing and a limit, in pixels or as a share of the picture's shorter side. */
export const lengthSchema = (maxPx: number, maxShare: number) =>
  z.discriminatedUnion('unit', [
    z.object({ unit: z.literal('px'), value: z.number().positive().max(maxPx) }),
    z.object({ unit: z.literal('share'), value: z.number().positive().max(maxShare) }),
  ])

/** The length in pixels on a picture of this size; not rounded. */
export const toPixels = (length: Length, { width, height }: Size): number =>
  length.unit === 'px' ? length.value : length.value * Math.min(width, height)

/** "12 px" or "4 %". */
export const describeLength = ({ unit, value }: Length): string =>
  unit === 'px' ? `${value} px` : `${Math.round(value * 1000) / 10} %`

/** Rounds a share, so that plans read well: 0.0135, not 0.013499999999999998. */
export const toTenThousandths = (share: number): number => Math.round(share * 10_000) / 10_000
