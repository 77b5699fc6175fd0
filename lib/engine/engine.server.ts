import 'server-only'
import { randomInt } from 'node:crypto'
import { renditionsOf } from '@/lib/images/copies/renditions.server'
import { writePng } from '@/lib/images/formats/png-writer.server'
import { createRandom } from '@/lib/images/pixels/random'
import type { Renditions } from '@/lib/images/record'
import { decodeImage, decodeMask } from './codec.server'
import { drawWatermark } from './drawing/watermark'
import { planEdit } from './engine'
import { fitExactly } from './fit'
import type { Correction } from './grammar/typos'
import { withFoundInstead } from './near-found'
import type { EngineContext } from './operation'
import { type EditPlan, type EngineRequest, MAX_SEED, strengthOf } from './plan'
import { EngineRefusal } from './refusal'
import { runSteps } from './run-steps'
import { hashText } from './text-hash'
import { tools } from './tools.server'
import { ENGINE_VERSION } from './version'

/**
 * `mask`: a picture whose light parts are what “this” and “the selection” mean; of the size of the image.
 * `withRenditions`: the small copies for the screen are wanted too, made while the file is written.
 */
export type EditJob = EngineRequest & { image: Uint8Array; mask?: Uint8Array; withRenditions?: boolean }

export type EditResult = {
  /** A PNG file without metadata. */
  image: Uint8Array
  renditions?: Renditions
  width: number
  height: number
  plan: EditPlan
  description: string
  /** What the user should know besides, such as a mended typo. */
  notes: string[]
  seed: number
  version: string
  timeMs: number
}

/** `share` is 0–1 of the whole work. */
export type OnProgress = (share: number) => void

/** Decoding and encoding take about as long as a simple step each. */
const STEPS_AROUND = 2

const describeCorrection = ({ typed, read }: Correction): string => `I read “${typed}” as “${read}”.`

/** Does a plan. On its own, so that the original, 200 MB of a large one, is let go before the result is written. */
async function change(
  signal: AbortSignal,
  { image, mask, prompt }: { image: Uint8Array; mask: Uint8Array | undefined; prompt: string },
  plan: EditPlan,
  onStep: () => void,
): ReturnType<typeof runSteps> {
  const original = await decodeImage(signal, image)
  onStep()
  const random = createRandom(plan.seed ^ hashText(prompt))
  const context: EngineContext = { strength: strengthOf(plan), random, tools }
  const selection = mask && (await decodeMask(signal, mask, original))
  return runSteps(signal, original, plan, context, { selection, onStep }).catch((error: unknown) => {
    throw withFoundInstead(error, prompt, plan)
  })
}

/**
 * Does what an instruction says to a picture. The same picture, prompt, settings, seed and version give the same bytes.
 * @param onProgress called after each step.
 * @throws EngineRefusal with the codes of the engine; the signal's reason when it is aborted.
 */
export async function runEdit(
  signal: AbortSignal,
  { image, mask, withRenditions = false, ...request }: EditJob,
  onProgress: OnProgress = () => {},
): Promise<EditResult> {
  const startedAt = performance.now()
  const planned = planEdit(request, { hasSelection: mask !== undefined })
  if (!planned.ok) throw new EngineRefusal(planned.error)
  const seed = planned.plan.seed === -1 ? randomInt(1, MAX_SEED) : planned.plan.seed
  const plan = { ...planned.plan, seed }
  let done = 0
  const advance = () => onProgress(++done / (plan.ops.length + STEPS_AROUND))

  const { raster, notes } = await change(signal, { image, mask, prompt: request.prompt }, plan, advance)
  const fitted = plan.size === 'auto' ? raster : await fitExactly(signal, raster, plan.size, tools)
  const marked = plan.watermark ? drawWatermark(fitted, tools) : fitted
  const [png, renditions] = await Promise.all([
    writePng(signal, marked),
    withRenditions ? renditionsOf(marked) : undefined,
  ])
  advance()
  return {
    image: png,
    ...(renditions && { renditions }),
    width: marked.width,
    height: marked.height,
    plan,
    description: planned.description,
    notes: [...planned.corrections.map(describeCorrection), ...notes],
    seed,
    version: ENGINE_VERSION,
    timeMs: Math.round(performance.now() - startedAt),
  }
}
