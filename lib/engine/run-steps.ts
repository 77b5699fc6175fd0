import type { Mask, RgbaRaster } from '@/lib/images/raster'
import type { EngineContext } from './operation'
import { requireOperation, type Step } from './operations'
import { composeThrough } from './pixels/compose'
import type { EditPlan } from './plan'
import { EngineRefusal } from './refusal'
import type { Target } from './target'
import { isVisible } from './visible-change'
import { type Bound, bindTarget } from './vision/bind'
import type { Scene } from './vision/vision'

/** `seen` is where targets are looked for: the picture as it was before its colours were changed. */
type State = { raster: RgbaRaster; seen: RgbaRaster; selection: Mask | undefined }

const targetOf = (step: Step): Target | undefined => ('target' in step ? step.target : undefined)

async function bind(
  signal: AbortSignal,
  { raster, seen, selection }: State,
  target: Target | undefined,
  { tools }: EngineContext,
): Promise<(Bound & { scene: Scene }) | undefined> {
  if (target === undefined || target.kind === 'image') return undefined
  const scene = await tools.lookAt(seen)
  return { scene, ...(await bindTarget(signal, scene, seen, target, fitting(selection, raster))) }
}

/** A selection belongs to the picture that was sent: after a crop it is of another size and means nothing. */
const fitting = (selection: Mask | undefined, { width, height }: RgbaRaster): Mask | undefined =>
  selection?.width === width && selection.height === height ? selection : undefined

/** Does the steps of a plan one after another. @throws EngineRefusal when none of them changed what can be seen */
export async function runSteps(
  signal: AbortSignal,
  original: RgbaRaster,
  plan: EditPlan,
  context: EngineContext,
  { selection, onStep }: { selection: Mask | undefined; onStep: () => void },
): Promise<{ raster: RgbaRaster; notes: string[] }> {
  const idle: string[] = []
  const notes = new Set<string>()
  let state: State = { raster: original, seen: original, selection }
  for (const step of plan.ops) {
    signal.throwIfAborted()
    const operation = requireOperation(step.op)
    const bound = await bind(signal, state, targetOf(step), context)
    for (const note of bound?.notes ?? []) notes.add(note)
    const own = bound === undefined ? context : { ...context, mask: bound.mask, scene: bound.scene }
    const made = await operation.apply(signal, state.raster, step, own)
    const isLaid = bound !== undefined && !operation.isComposed && made !== state.raster
    const raster = isLaid ? await composeThrough(signal, state.raster, made, bound.mask) : made
    if (!isVisible(operation.shows, state.raster, raster, bound?.mask)) idle.push(operation.describe(step))
    const isElsewhere =
      operation.movesThings || raster.width !== state.raster.width || raster.height !== state.raster.height
    state = { ...state, raster, seen: isElsewhere ? raster : state.seen }
    onStep()
  }
  if (idle.length === plan.ops.length)
    throw new EngineRefusal({
      code: 'NO_VISIBLE_CHANGE',
      message: `I tried to ${idle.join(' and to ')}, but no change can be seen in this picture. Ask for more of it or raise the guidance.`,
    })
  return {
    raster: state.raster,
    notes: [...notes, ...idle.map((what) => `No change can be seen from: ${what}.`)],
  }
}
