import * as z from 'zod'

/** A place as shares of the picture from its top-left corner, 0–1. */
const placeSchema = z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) })
const spanSchema = z.object({ from: placeSchema, to: placeSchema })

/** `step`: which of the things that the place may mean, 0 = the smallest; without it what is likely. */
const pointSchema = placeSchema.extend({ step: z.int().min(0).max(15).optional() })

/** What was pointed at in a picture: every point means a thing of its own. */
export const pointedSchema = z
  .object({
    points: z.array(pointSchema).max(32).default([]),
    /** Places that do not belong to any of them. */
    outside: z.array(placeSchema).max(32).default([]),
    /** A box round a thing that is to be found in it. */
    box: spanSchema.optional(),
    /** A rectangle that belongs to it as it is. */
    area: spanSchema.optional(),
  })
  .refine(({ points, box, area }) => points.length > 0 || box !== undefined || area !== undefined)

/** Which step of how many the last point stands for; `at` counts from 0, the smallest. */
export const takenStepSchema = z.object({ at: z.int().min(0), of: z.int().min(1) })
export type TakenStep = z.infer<typeof takenStepSchema>

export type Pointed = z.infer<typeof pointedSchema>
export type Place = z.infer<typeof placeSchema>
export type Span = z.infer<typeof spanSchema>
