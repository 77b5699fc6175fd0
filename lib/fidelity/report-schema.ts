import { z } from 'zod'

/** Raised when the same two pictures may give another report than before. */
export const FIDELITY_VERSION = 1

export const alignmentSchema = z.object({
  /** Original pixels for one result pixel; original x = scaleX · result x + shiftX, from the top-left corner. */
  scaleX: z.number().positive(),
  scaleY: z.number().positive(),
  /** In original pixels. */
  shiftX: z.number(),
  shiftY: z.number(),
  /** Clockwise, about the result's top-left corner, before the shift. */
  rotationDeg: z.number(),
  /** Median distance of the matched places from where the alignment puts them, in original pixels. */
  residualPx: z.number().min(0),
  confidence: z.number().min(0).max(1),
  /** False: the evidence is thin and nothing in the report pretends to precision. */
  reliable: z.boolean(),
})
export type Alignment = z.infer<typeof alignmentSchema>

/** A connected changed area; position and size in original pixels, distance in OKLab. */
export const regionSchema = z.object({
  x: z.number().int().min(0),
  y: z.number().int().min(0),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  /** Its own area as a share of the picture, 0–1. */
  areaShare: z.number().min(0).max(1),
  meanDistance: z.number().min(0),
})
export type Region = z.infer<typeof regionSchema>

/** What an edit changed: stored with the edit and printed by the command line. */
export const fidelityReportSchema = z.object({
  alignment: alignmentSchema,
  /** Share of the compared pixels that did not change, 0–1. */
  keptShare: z.number().min(0).max(1),
  /** How much the whole picture moved in OKLab, result minus original, measured on its unchanged part. */
  drift: z.object({ lightness: z.number(), a: z.number(), b: z.number() }),
  /** What happened where nothing was found to have changed. */
  outside: z.object({ p99Distance: z.number().min(0), ssim: z.number().min(-1).max(1) }),
  /** Largest first. */
  regions: z.array(regionSchema),
  /** The smallest OKLab distance that counts as a change in a smooth area. */
  noiseFloor: z.number().positive(),
  version: z.number().int().positive(),
})
export type FidelityReport = z.infer<typeof fidelityReportSchema>
