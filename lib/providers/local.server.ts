import 'server-only'
import { createHash } from 'node:crypto'
import type { EditJob, EditResult } from '@/lib/engine/engine.server'
import type { EngineError } from '@/lib/engine/refusal'
import { ENGINE_VERSION } from '@/lib/engine/version'
import { AppError } from '@/lib/errors'
import type { PixelPool } from '@/lib/images/pixel-pool.server'
import { TaskError } from '@/lib/images/task-error'
import type { Provider, ProviderAnswer } from '@/lib/providers/contract'
import { ProviderError } from '@/lib/providers/provider-error'

/**
 * The engine of this machine as a provider: free, without a network, the same bytes for the same recipe.
 * @param pool the threads in which pixels are worked on
 */
export function createLocalProvider(pool: PixelPool): Provider<EditJob> {
  return {
    id: 'local',
    isFree: true,
    build({ prompt, inputs, settings }) {
      const [input] = inputs
      if (!input) throw new AppError('input_missing')
      const { guidance = 5.5, seed = 1, watermark = false, size = 'auto' } = settings
      const sent = { engine: ENGINE_VERSION, prompt, image: input.sentHash, guidance, seed, watermark, size }
      return {
        transport: { image: input.bytes, prompt, guidance, seed, watermark, size },
        sent,
        hash: createHash('sha256').update(JSON.stringify(sent)).digest('hex'),
      }
    },
    async dispatch(signal, request, hooks) {
      try {
        return toAnswer(
          await pool.run<EditResult>(signal, 'engine.edit', request.transport, hooks.onProgress),
        )
      } catch (error) {
        throw toProviderError(error)
      }
    },
  }
}

function toAnswer({ image, seed, description, notes, version, plan }: EditResult): ProviderAnswer {
  return {
    images: [{ bytes: image, seed }],
    missing: [],
    costUsd: 0,
    answered: { did: description, plan: JSON.parse(JSON.stringify(plan)), notes, engine: version },
    notes,
  }
}

/** A refusal says what the engine can do instead; anything else is passed on. */
function toProviderError(error: unknown): unknown {
  if (!(error instanceof AppError)) return error
  const { suggestions = [], canDo = [] }: Partial<EngineError> =
    error instanceof TaskError ? Object(error.details) : {}
  const hints = [...new Set([...suggestions, ...canDo])]
  return new ProviderError(error.code, 'final', { message: error.message, hints, cause: error })
}
