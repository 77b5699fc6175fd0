import * as z from 'zod'
import type { Operation } from './operation'
import { blur } from './operations/blur'
import { brightness } from './operations/brightness'
import { comic } from './operations/comic'
import { contrast } from './operations/contrast'
import { crop } from './operations/crop'
import { cutOut } from './operations/cut-out'
import { denoise } from './operations/denoise'
import { duotone } from './operations/duotone'
import { enhance } from './operations/enhance'
import { exposure } from './operations/exposure'
import { flip } from './operations/flip'
import { frame } from './operations/frame'
import { grain } from './operations/grain'
import { grayscale } from './operations/grayscale'
import { halftone } from './operations/halftone'
import { highlights } from './operations/highlights'
import { invert } from './operations/invert'
import { look } from './operations/look'
import { oil } from './operations/oil'
import { outline } from './operations/outline'
import { pencil } from './operations/pencil'
import { pixelArt } from './operations/pixel-art'
import { pixelate } from './operations/pixelate'
import { posterise } from './operations/posterise'
import { recolour } from './operations/recolour'
import { remove } from './operations/remove'
import { resize } from './operations/resize'
import { rotate } from './operations/rotate'
import { roundCorners } from './operations/round-corners'
import { saturation } from './operations/saturation'
import { sepia } from './operations/sepia'
import { shadow } from './operations/shadow'
import { shadows } from './operations/shadows'
import { sharpen } from './operations/sharpen'
import { smooth } from './operations/smooth'
import { straighten } from './operations/straighten'
import { swap } from './operations/swap'
import { text } from './operations/text'
import { tint } from './operations/tint'
import { toning } from './operations/toning'
import { upscale } from './operations/upscale'
import { vibrance } from './operations/vibrance'
import { vignette } from './operations/vignette'
import { warmth } from './operations/warmth'
import { watercolour } from './operations/watercolour'
import { whiteBalance } from './operations/white-balance'

/** Everything that the engine can do. A new operation is one more line here. */
export const operations = [
  cutOut,
  recolour,
  swap,
  remove,
  grayscale,
  brightness,
  contrast,
  look,
  text,
  crop,
  vignette,
  grain,
  sharpen,
  blur,
  warmth,
  saturation,
  vibrance,
  exposure,
  toning,
  shadows,
  highlights,
  sepia,
  tint,
  invert,
  posterise,
  comic,
  pixelate,
  pixelArt,
  resize,
  rotate,
  straighten,
  flip,
  frame,
  roundCorners,
  oil,
  pencil,
  watercolour,
  halftone,
  denoise,
  upscale,
  whiteBalance,
  enhance,
  duotone,
  smooth,
  shadow,
  outline,
] as const

type Schemas<List extends readonly { schema: unknown }[]> = { [Key in keyof List]: List[Key]['schema'] }

/** One step of a plan: what is done, to what, how much. */
export const stepSchema = z.discriminatedUnion(
  'op',
  operations.map(({ schema }) => schema) as unknown as Schemas<typeof operations>,
)
export type Step = z.infer<typeof stepSchema>

const byName = new Map<Step['op'], Operation<Step>>(
  operations.map((operation) => [operation.schema.shape.op.value, operation as Operation<Step>]),
)

/** The record that a step belongs to. Every step of a parsed plan has one. */
export function requireOperation(name: Step['op']): Operation<Step> {
  const operation = byName.get(name)
  if (operation === undefined) throw new Error(`No operation is called ${name}.`)
  return operation
}
