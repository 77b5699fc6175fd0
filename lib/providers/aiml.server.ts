import 'server-only'
import { findModel } from '@/lib/models/catalogue'
import type { SafeFetch } from '@/lib/net/safe-fetch.server'
import { readContent } from '@/lib/providers/answer-pictures.server'
import { buildRequest, type Outgoing } from '@/lib/providers/build-request.server'
import { collectAnswer, fetchFinished } from '@/lib/providers/collect-answer.server'
import type { Provider } from '@/lib/providers/contract'
import { createHttpClient } from '@/lib/providers/http-client.server'
import { ProviderError } from '@/lib/providers/provider-error'
import { recordAnswer } from '@/lib/providers/record-answer'
import { toRefusal } from '@/lib/providers/refusal'
import { fromRemoteId } from '@/lib/providers/remote-id'
import { createFetchResult } from '@/lib/providers/result-fetch.server'

export type ProviderOptions = {
  key: string
  baseUrl: string
  /** For one request, from its first byte to the last one of its answer. */
  timeoutMs: number
  safeFetch: SafeFetch
  /** Between the tries to fetch a result. */
  refetchWaitsMs?: readonly number[]
}

const VENDOR = 'AIML API'
/** AIML's documents: failed requests are not billed, the hold on the credits is rolled back. */
const SERVER_ERROR_RETRIES = 2
/** Anything else is silently dropped and still billed (docs.aimlapi.com, "Request tracing and cost"). */
const CLIENT_REQUEST_ID = /^[A-Za-z0-9._:-]{1,128}$/

/** AIML API: one synchronous request, answered with addresses or with the pictures themselves. */
export function createAiml(options: ProviderOptions): Provider<Outgoing> {
  const http = createHttpClient({
    ...options,
    vendor: VENDOR,
    keyHeaders: (key) => ({ authorization: `Bearer ${key}` }),
  })
  const parts = { ...http, fetchResult: createFetchResult(options.safeFetch, options.refetchWaitsMs) }
  return {
    id: 'aiml',
    isFree: false,
    build: buildRequest,
    async dispatch(signal, { transport }, hooks) {
      const { path, body, clientRequestId } = transport
      const isTaken = CLIENT_REQUEST_ID.test(clientRequestId)
      const headers: Record<string, string> = isTaken ? { 'x-client-request-id': clientRequestId } : {}
      const answer = await http.send(signal, { method: 'POST', path, body, headers })
      const content = answer.status < 300 ? readContent(answer.json, answer.findLong) : undefined
      if (!content || (content.failed && content.pictures.length === 0))
        throw toRefusal(answer, {
          vendor: VENDOR,
          keyVariable: 'AIML_API_KEY',
          serverErrorRetries: SERVER_ERROR_RETRIES,
          replacement: replacementOf(transport),
          redact: http.redact,
          answered: recordAnswer(answer, http.redact),
        })
      return collectAnswer(signal, parts, answer, transport, hooks)
    },
    async resume(signal, remoteId, hooks) {
      const work = fromRemoteId(remoteId)
      if (work.kind === 'result') return fetchFinished(signal, parts, work.result, hooks)
      // No work of this vendor has a name of its own.
      throw new ProviderError('outcome_unknown', 'unknown')
    },
  }
}

/** The name of the model to use instead of a withdrawn one. */
export function replacementOf({ card }: Pick<Outgoing, 'card'>): string | undefined {
  return card.lifecycle.replacedBy && findModel(card.lifecycle.replacedBy)?.name
}
