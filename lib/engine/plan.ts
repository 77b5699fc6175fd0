import * as z from 'zod'
import { MAX_CLAUSES } from './grammar/parse'
import { requireOperation, stepSchema } from './operations'

export const MAX_PROMPT_LENGTH = 2000
/** Guidance at which everything happens exactly as strongly as the instruction says. */
export const NEUTRAL_GUIDANCE = 5.5
export const MAX_SEED = 2_147_483_647
const MIN_SIDE_PX = 16
const MAX_SIDE_PX = 8192

const exactSize = z
  .string()
  .regex(/^\d{1,5}x\d{1,5}$/)
  .transform((text) => {
    const [width = 0, height = 0] = text.split('x').map(Number)
    return { width, height }
  })
  .refine(({ width, height }) => [width, height].every((side) => side >= MIN_SIDE_PX && side <= MAX_SIDE_PX))

/** `auto` leaves the size as the instruction makes it; `WxH` crops to that ratio from the centre and resizes to it. */
export const sizeSchema = z.union([z.literal('auto'), exactSize])

/** What is asked of the engine besides the picture. Defaults are those of the studio. */
export const engineRequestSchema = z.object({
  prompt: z.string().max(MAX_PROMPT_LENGTH),
  /** -1 draws one. */
  seed: z.int().min(-1).max(MAX_SEED).default(-1),
  guidance: z.number().min(1).max(10).default(NEUTRAL_GUIDANCE),
  watermark: z.boolean().default(false),
  size: sizeSchema.default('auto'),
})
export type EngineRequest = z.input<typeof engineRequestSchema>

/** The whole of what will be done: it can be shown, stored and tested without a picture. */
export const editPlanSchema = z.object({
  ops: z.array(stepSchema).min(1).max(MAX_CLAUSES),
  guidance: z.number().min(1).max(10),
  seed: z.int().min(-1).max(MAX_SEED),
  watermark: z.boolean(),
  size: z.union([z.literal('auto'), z.object({ width: z.int(), height: z.int() })]),
})
export type EditPlan = z.infer<typeof editPlanSchema>

/** Guidance as a factor on every strength: 1 at 5.5. It never changes what is done. */
export const strengthOf = (plan: EditPlan): number => plan.guidance / NEUTRAL_GUIDANCE

/** "I will: make the picture black and white, then add a vignette". */
export function describePlan(plan: EditPlan): string {
  return `I will: ${plan.ops.map((step) => requireOperation(step.op).describe(step)).join(', then ')}`
}
