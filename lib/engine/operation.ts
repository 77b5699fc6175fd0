import type * as z from 'zod'
import type { Mask, RgbaRaster, Size } from '@/lib/images/raster'
import type { SlotName, Slots } from './grammar/slot'
import type { Scene } from './vision/vision'

/** Why a clause that was understood cannot be done as asked; a sentence for the user. A firm one is told before others. */
export type Unfit = { unfit: string; isFirm?: true }

/** One way to ask for an operation. */
export type Wording<Step> = {
  /** Words in their order: `a/b` = either, `a?` = may be missing. Fillers and slots may stand anywhere between. */
  say: readonly string[]
  /** Values that the clause may give, each at most once. */
  takes?: readonly SlotName[]
  /** Values without which this wording does not count. */
  needs?: readonly SlotName[]
  read(slots: Slots): Step | Unfit
}

/** Outlines of letters, as closed polygons in pixels; the first baseline starts at 0, 0. */
export type Outline = {
  contours: Float64Array[]
  widthPx: number
  /** Of capital letters. */
  capHeightPx: number
}

/** Which of the shipped letters: without serifs (Inter) or with (Lora). */
export type FontFace = { weight: 400 | 700; font?: 'sans' | 'serif' | undefined }

/** What operations need from the machine; given to them, so that they stay pure. */
export type Tools = {
  resize(signal: AbortSignal, raster: RgbaRaster, size: Size): Promise<RgbaRaster>
  /** @throws EngineRefusal when the font lacks a character. */
  outlineText(text: string, sizePx: number, face: FontFace): Outline
  /** What can be seen in a picture. */
  lookAt(raster: RgbaRaster): Promise<Scene>
  /** The picture 2 or 4 times as large, with details that a model adds. */
  enlarge(signal: AbortSignal, raster: RgbaRaster, factor: 2 | 4): Promise<RgbaRaster>
}

export type EngineContext = {
  /** Guidance as a factor: 1 = exactly the strength that the instruction states (0.18–1.8). */
  strength: number
  /** The next number of the seeded sequence, 0 <= n < 1. */
  random: () => number
  /** The step's target, at the size of the picture; absent when that is the whole picture. */
  mask?: Mask
  /** What can be seen where that target was looked for; there when `mask` is. */
  scene?: Scene
  tools: Tools
}

/**
 * Two clauses that lean to different sides of one axis contradict each other; an axis is that of what a step is aimed at,
 * or of the whole picture.
 */
export type Lean = { axis: string; side: string; isOfPicture?: true }

/**
 * One thing that the engine can do: how it is asked for, its limits (`schema`), how it says what it will do, and how
 * it does it. `apply` never changes the raster that it is given.
 */
export type Operation<Step> = {
  schema: z.ZodType<Step>
  wordings: readonly Wording<Step>[]
  /** What its numbers may be, as the end of "I cannot: …"; said when the schema refuses a step. */
  limits: string
  /** Instructions that work, the plainest first. */
  examples: readonly string[]
  /** The step as it follows "I will: ", such as "add a vignette". */
  describe(step: Step): string
  lean?(step: Step): Lean | undefined
  /** What counts as a change: the mean of the picture, its most changed parts, or the step as such (geometry, text). */
  shows: 'overall' | 'local' | 'always'
  /** The result is used as it is, not laid over the picture through the mask of the target: `apply` saw to that. */
  isComposed?: true
  /** It may work on writing, of which only the lines are known and not the letters. */
  worksOnText?: true
  /** It has a target in its schema, but only the whole picture makes sense for it. */
  isForWhole?: true
  /** How far around its target it changes pixels, as a share of the picture's longer side. */
  reach?: number
  /** Things lie elsewhere afterwards, or are gone: what comes next looks at the picture anew. */
  movesThings?: true
  apply(
    signal: AbortSignal,
    raster: RgbaRaster,
    step: Step,
    context: EngineContext,
  ): RgbaRaster | Promise<RgbaRaster>
}

/** Keeps the exact types of a record, its schema's shape included. */
export const defineOperation = <Schema extends z.ZodObject>(
  operation: Operation<z.infer<Schema>> & { schema: Schema },
): typeof operation => operation
