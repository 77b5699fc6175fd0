import * as z from 'zod'

/** Raised when the same two pictures may give another report than before. */
export const FIDELITY_VERSION = 9

export const alignmentSchema = z.object({
  /**
   * Original pixels for one result pixel; original x = scaleX · result x + shiftX, from the top-left corner. Negative
   * where the result is mirrored.
   */
  scaleX: z.number().refine((scale) => scale !== 0),
  scaleY: z.number().positive(),
  /** In original pixels. */
  shiftX: z.number(),
  shiftY: z.number(),
  /**
   * Clockwise, about the result's top-left corner, before the shift: by how much the result must be turned to lie on
   * the original. One that was turned clockwise by a quarter has −90.
   */
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
  /** The share of the picture's middle ninth that it takes, 0–1; older reports do not know it. */
  middleShare: z.number().min(0).max(1).optional(),
  meanDistance: z.number().min(0),
})
export type Region = z.infer<typeof regionSchema>

const tintSchema = z.object({ a: z.number(), b: z.number() })

/** What an edit changed: stored with the edit and printed by the command line. */
export const fidelityReportSchema = z.object({
  alignment: alignmentSchema,
  /** Share of the compared pixels that did not change, 0–1; a drift of the whole picture is told apart from that. */
  keptShare: z.number().min(0).max(1),
  /** Share of the original that the result shows, 0–1: under 1 it was cropped; older reports do not know it. */
  shownShare: z.number().min(0).max(1).default(1),
  /** Share of the result that lies beyond the original, 0–1: it was extended; older reports do not know it. */
  addedShare: z.number().min(0).max(1).default(0),
  /** Share of the pixels in both that are the original's own, sample for sample; null where they were drawn anew. */
  exactShare: z.number().min(0).max(1).nullable().default(null),
  /** How much the whole picture moved in OKLab, result minus original, measured on its unchanged part. */
  drift: z.object({
    lightness: z.number(),
    a: z.number(),
    b: z.number(),
    /** How much wider lightness spreads, and how much more chroma there is: 0.1 = a tenth more, 0 where it is unclear. */
    contrast: z.number().default(0),
    saturation: z.number().default(0),
    /** Root mean square of the whole movement; reports of version 1 do not know it. */
    distance: z.number().min(0).default(0),
    /** How greys moved in the dark and in the light part; older reports do not know it. */
    shadows: tintSchema.optional(),
    highlights: tintSchema.optional(),
    /** By how much the corners lost lightness besides: −0.1 = a tenth; older reports do not know it. */
    edges: z.number().optional(),
  }),
  /** What happened where nothing was found to have changed. */
  outside: z.object({ p99Distance: z.number().min(0), ssim: z.number().min(-1).max(1) }),
  /** Largest first. */
  regions: z.array(regionSchema),
  /** The smallest OKLab distance that counts as a change in a smooth area. */
  noiseFloor: z.number().positive(),
  version: z.number().int().positive(),
})
export type FidelityReport = z.infer<typeof fidelityReportSchema>
