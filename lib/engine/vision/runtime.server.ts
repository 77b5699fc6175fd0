import 'server-only'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import type { InferenceSession } from 'onnxruntime-node'
import { findShipped } from '@/lib/engine/files-above.server'
import { EngineRefusal } from '@/lib/engine/refusal'
import { MODEL_RECIPES, type ModelFile, type ModelName, type ModelRecipe } from './model-files'
import { graphModelToOnnx } from './onnx/graph-model'
import { layersModelToOnnx } from './onnx/layers-model'
import { withOutputs } from './onnx/onnx-file'

/** Numbers with a shape, as models take and give them. */
export type Tensor = { shape: readonly number[]; data: Float32Array }

/** Models are given back after this long without work. */
const REST_MS = 50_000
/** The results are the same with one thread or two; more would take what others need. */
const MAX_THREADS = 2

async function readChecked({ place, sha256 }: ModelFile): Promise<Uint8Array> {
  const file = findShipped(place)
  const bytes = file && (await readFile(file))
  if (!bytes || createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new EngineRefusal({
      code: 'UNSUPPORTED_INSTRUCTION',
      message: `This needs the model ${place}, which is ${bytes ? 'damaged' : 'missing'}. Install the project again (npm ci).`,
    })
  return bytes
}

async function readModel(recipe: ModelRecipe): Promise<Uint8Array> {
  if (recipe.form === 'onnx') {
    const bytes = await readChecked(recipe.file)
    return recipe.alsoGives ? withOutputs(bytes, recipe.alsoGives) : bytes
  }
  const model = JSON.parse(Buffer.from(await readChecked(recipe.json)).toString())
  const binary = await readChecked(recipe.binary)
  return recipe.form === 'graph'
    ? graphModelToOnnx(model, binary, recipe.shape, recipe.outputs)
    : layersModelToOnnx(model, binary).bytes
}

type Library = typeof import('onnxruntime-node')

const WORKS_WITHOUT = [
  'make it black and white',
  'turn everything red into blue',
  'make the left half brighter',
]

/** What every instruction that needs a model is told where the platform lacks the library. */
const refuseWithoutLibrary = (cause: unknown): EngineRefusal =>
  new EngineRefusal(
    {
      code: 'UNSUPPORTED_INSTRUCTION',
      message:
        'This instruction is not available on this machine: onnxruntime has no build for it, and without it I cannot find subjects, backgrounds, things, faces, eyes or writing, nor upscale. What changes the whole picture, a colour, the sky or a region (“the left half”) works.',
      suggestions: WORKS_WITHOUT,
    },
    { cause },
  )

/**
 * Models of this thread: each is loaded when it is first needed and given back after a rest.
 * @param load gives the library, which is native: where a platform lacks it, only what needs it is refused
 */
export function createRuntime(
  threads = Math.min(MAX_THREADS, availableParallelism()),
  load: () => Promise<Library> = () => import('onnxruntime-node'),
) {
  const loadLibrary = () => load().catch((cause: unknown) => Promise.reject(refuseWithoutLibrary(cause)))
  const sessions = new Map<ModelName, Promise<InferenceSession>>()
  let resting: NodeJS.Timeout | undefined

  async function start(name: ModelName): Promise<InferenceSession> {
    const [{ InferenceSession }, bytes] = [await loadLibrary(), await readModel(MODEL_RECIPES[name])]
    return InferenceSession.create(bytes, {
      intraOpNumThreads: name === 'samDecoder' ? 1 : threads,
      // The arena keeps what it once took: 1.5 GB instead of 0.7 GB, and no faster here.
      enableCpuMemArena: false,
      interOpNumThreads: 1,
      // Threads that wait must not burn what others could use.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
      graphOptimizationLevel: 'all',
      // Warnings of the library about folded constants would stand in the worker's log.
      logSeverityLevel: 3,
    })
  }

  function open(name: ModelName): Promise<InferenceSession> {
    const session = sessions.get(name) ?? start(name)
    sessions.set(name, session)
    // A model that could not be loaded is tried again the next time.
    session.catch(() => sessions.delete(name))
    return session
  }

  async function release(): Promise<void> {
    const open = [...sessions.values()]
    sessions.clear()
    for (const session of open) await (await session).release()
  }

  function rest(): void {
    clearTimeout(resting)
    resting = setTimeout(() => void release(), REST_MS).unref()
  }

  return {
    /**
     * Runs a model once.
     * @throws EngineRefusal when this machine or installation lacks it
     */
    async run(
      signal: AbortSignal,
      name: ModelName,
      inputs: Record<string, Tensor> | Tensor,
    ): Promise<Record<string, Tensor>> {
      signal.throwIfAborted()
      clearTimeout(resting)
      const { Tensor: Native } = await loadLibrary()
      const session = await open(name)
      const isSingle = 'shape' in inputs && Array.isArray(inputs.shape)
      const named = isSingle
        ? { [session.inputNames[0]!]: inputs as Tensor }
        : (inputs as Record<string, Tensor>)
      signal.throwIfAborted()
      const feeds = Object.entries(named).map(([key, { shape, data }]) => [
        key,
        new Native('float32', data, shape),
      ])
      const results = await session.run(Object.fromEntries(feeds))
      rest()
      return Object.fromEntries(
        Object.entries(results).map(([key, { dims, data }]) => [
          key,
          { shape: dims, data: data as Float32Array },
        ]),
      )
    },
    release,
  }
}
export type Runtime = ReturnType<typeof createRuntime>
