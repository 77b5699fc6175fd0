import 'server-only'
import { createHash } from 'node:crypto'
import type { EngineError } from '@/lib/engine/refusal'
import { AppError } from '@/lib/errors'
import type { PixelPool } from '@/lib/images/pixels/pixel-pool.server'
import { TaskError } from '@/lib/images/pixels/task-error'
import type { Provider } from '@/lib/providers/contract'
import { LOCAL_TASKS, type LocalTask } from '@/lib/providers/local-tasks.server'
import { ProviderError } from '@/lib/providers/provider-error'

type Work = { local: LocalTask<unknown, unknown>; request: unknown }

/**
 * This machine as a provider: free, without a network, the same bytes for the same recipe.
 * @param pool the threads in which pixels are worked on
 */
export function createLocalProvider(pool: PixelPool): Provider<Work> {
  return {
    id: 'local',
    isFree: true,
    build(job) {
      const local = LOCAL_TASKS[job.card.remoteId]
      if (!local) throw new AppError('model_unavailable')
      const request = local.toRequest(job)
      const sent = local.toSent(request, job)
      const hash = createHash('sha256').update(JSON.stringify(sent)).digest('hex')
      return { transport: { local, request }, sent, hash }
    },
    async dispatch(signal, { transport: { local, request } }, hooks) {
      try {
        const result = await pool.run<unknown>(signal, local.task, request, hooks.onProgress)
        return { costUsd: 0, missing: [], ...local.toAnswer(result) }
      } catch (error) {
        throw toProviderError(error)
      }
    },
  }
}

/** A refusal says what the engine can do instead; anything else is passed on. */
function toProviderError(error: unknown): unknown {
  if (!(error instanceof AppError)) return error
  const details: Partial<EngineError> = error instanceof TaskError ? Object(error.details) : {}
  const hints = [...new Set([...(details.suggestions ?? []), ...(details.canDo ?? [])])]
  return new ProviderError(error.code, 'final', { message: error.message, hints, cause: error })
}
