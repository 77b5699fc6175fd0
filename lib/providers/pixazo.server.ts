import 'server-only'
import { type ProviderOptions, replacementOf } from '@/lib/providers/aiml.server'
import { type PendingWork, readContent } from '@/lib/providers/answer-pictures.server'
import { buildRequest, type Outgoing } from '@/lib/providers/build-request.server'
import { collectAnswer, type Expected, fetchFinished, tell } from '@/lib/providers/collect-answer.server'
import type { Provider, ProviderAnswer, ProviderHooks } from '@/lib/providers/contract'
import { createHttpClient, type HttpAnswer } from '@/lib/providers/http-client.server'
import { POLL_TIMES, type PollTimes, poll } from '@/lib/providers/pixazo-polling.server'
import { ProviderError } from '@/lib/providers/provider-error'
import { recordAnswer } from '@/lib/providers/record-answer'
import { toRefusal } from '@/lib/providers/refusal'
import { fromRemoteId, toRemoteId } from '@/lib/providers/remote-id'
import { createFetchResult } from '@/lib/providers/result-fetch.server'

const VENDOR = 'Pixazo'
/** Pixazo does not say whether failed requests are billed. */
const SERVER_ERROR_RETRIES = 0
const NO_CACHE = { 'cache-control': 'no-cache' }

const isDeadAddress = (error: unknown): boolean =>
  error instanceof ProviderError && (error.code === 'expired_url' || error.code === 'url_unreachable')

/** Pixazo's gateway: answers at once, or takes the work under a name and is asked for it. The answer decides. */
export function createPixazo(options: ProviderOptions & { pollTimes?: PollTimes }): Provider<Outgoing> {
  const http = createHttpClient({
    ...options,
    vendor: VENDOR,
    keyHeaders: (key) => ({ 'ocp-apim-subscription-key': key }),
  })
  const parts = { ...http, fetchResult: createFetchResult(options.safeFetch, options.refetchWaitsMs) }
  const times = options.pollTimes ?? POLL_TIMES

  const collect = (signal: AbortSignal, answer: HttpAnswer, expected: Expected, hooks: ProviderHooks) =>
    collectAnswer(signal, parts, requireSuccess(answer), expected, hooks)

  const refusalOf = (answer: HttpAnswer, replacement?: string) =>
    toRefusal(answer, {
      vendor: VENDOR,
      keyVariable: 'PIXAZO_API_KEY',
      serverErrorRetries: SERVER_ERROR_RETRIES,
      replacement,
      redact: http.redact,
      answered: recordAnswer(answer, http.redact),
    })

  function requireSuccess(answer: HttpAnswer, replacement?: string): HttpAnswer {
    const content = answer.status < 300 ? readContent(answer.json, answer.findLong) : undefined
    if (content && (!content.failed || content.pictures.length > 0)) return answer
    throw refusalOf(answer, replacement)
  }

  /** Waits for accepted work; for an address that is dead by then another one is asked for, once. */
  async function finish(
    signal: AbortSignal,
    work: PendingWork,
    expected: Expected,
    hooks: ProviderHooks,
  ): Promise<ProviderAnswer> {
    const ask = async (pollTimes: PollTimes) => {
      const answer = await poll(signal, http, work, pollTimes, NO_CACHE)
      if (answer.status >= 300) throw lostSight(answer)
      // The work keeps its own name: addresses expire, and it brings fresh ones.
      return collect(signal, answer, { ...expected, isNamed: true }, { ...hooks, onAccepted: async () => {} })
    }
    await tell(hooks.onStep('polling'))
    try {
      return await ask(times)
    } catch (error) {
      if (!isDeadAddress(error)) throw error
      return ask({ ...times, firstMs: Math.min(times.firstMs, 100) })
    }
  }

  /** A refusal to tell how accepted work goes says nothing about the work. */
  function lostSight(answer: HttpAnswer): ProviderError {
    const { code, message, answered } = refusalOf(answer)
    return new ProviderError(code, 'unknown', { message, answered })
  }

  return {
    id: 'pixazo',
    isFree: false,
    build: buildRequest,
    async dispatch(signal, { transport }, hooks) {
      const { path, body } = transport
      const answer = await http.send(signal, { method: 'POST', path, body, headers: NO_CACHE })
      requireSuccess(answer, replacementOf(transport))
      const content = readContent(answer.json, answer.findLong)
      if (content.pictures.length > 0 || !content.pending) return collect(signal, answer, transport, hooks)
      await tell(hooks.onAccepted(toRemoteId(content.pending)))
      return finish(signal, content.pending, transport, hooks)
    },
    async resume(signal, remoteId, hooks) {
      const work = fromRemoteId(remoteId)
      if (work.kind === 'result') return fetchFinished(signal, parts, work.result, hooks)
      return finish(signal, work, { results: 1, seed: undefined }, hooks)
    },
  }
}
