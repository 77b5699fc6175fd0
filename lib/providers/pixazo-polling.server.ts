import 'server-only'
import { isFailedState, type PendingWork, readContent } from '@/lib/providers/answer-pictures.server'
import type { HttpAnswer, HttpClient, HttpRequest } from '@/lib/providers/http-client.server'
import { fieldOf } from '@/lib/providers/json'
import { ProviderError } from '@/lib/providers/provider-error'
import { recordAnswer } from '@/lib/providers/record-answer'
import { readRetryAfter } from '@/lib/providers/retry-after'
import { wait } from '@/lib/providers/wait'

/** Pixazo names no interval and no lifetime: start quickly, slow down, give up without giving the work up. */
export const POLL_TIMES = { firstMs: 2000, factor: 1.5, maxMs: 10_000, totalMs: 180_000 }
export type PollTimes = typeof POLL_TIMES

/** A status that is not there yet, or a gateway that stumbles, is waited for this many times in a row. */
const MAX_STUMBLES = 5

/** Asking costs nothing and goes to the configured gateway only, whatever address an answer names. */
function pollRequest({ kind, id }: PendingWork): HttpRequest {
  if (kind === 'request') return { method: 'GET', path: `/v2/requests/status/${encodeURIComponent(id)}` }
  const body = { contentType: 'application/json', parts: [JSON.stringify({ job_set_id: id })] }
  return { method: 'POST', path: '/bytedance-polling/getImageResult', body }
}

/**
 * Asks until the work is done, failed, or the time is over. States that are not known count as going on.
 * @returns the complete answer: with pictures, or with the vendor's failure.
 * @throws ProviderError `timeout` of class `unknown`: the work can be asked for again later.
 */
export async function poll(
  signal: AbortSignal,
  http: HttpClient,
  work: PendingWork,
  times: PollTimes,
  headers: Record<string, string>,
): Promise<HttpAnswer> {
  const endMs = Date.now() + times.totalMs
  let stumbles = 0
  for (
    let waitMs = times.firstMs;
    Date.now() < endMs;
    waitMs = Math.min(waitMs * times.factor, times.maxMs)
  ) {
    await pause(signal, waitMs)
    const answer = await ask(signal, http, { ...pollRequest(work), headers })
    if (answer && isOver(answer)) return answer
    const isStumble = !answer || answer.status >= 300
    stumbles = isStumble ? stumbles + 1 : 0
    if (stumbles >= MAX_STUMBLES) throw lost(http, answer)
    const askedMs =
      answer?.status === 429 ? readRetryAfter(answer.headers, answer.text, Date.now()) : undefined
    if (askedMs) await pause(signal, Math.min(askedMs, endMs - Date.now()))
  }
  throw lost(http, undefined)
}

async function pause(signal: AbortSignal, ms: number): Promise<void> {
  await wait(signal, ms).catch((cause) => {
    throw new ProviderError('cancelled', 'unknown', { cause })
  })
}

async function ask(
  signal: AbortSignal,
  http: HttpClient,
  request: HttpRequest,
): Promise<HttpAnswer | undefined> {
  try {
    return await http.send(signal, request)
  } catch (error) {
    if (signal.aborted) throw new ProviderError('cancelled', 'unknown', { cause: error })
    return undefined
  }
}

/** Over: refused for good, done, failed, or a picture is there whatever the state is called. */
function isOver(answer: HttpAnswer): boolean {
  if (answer.status >= 300) return [400, 401, 402, 403, 410].includes(answer.status)
  const content = readContent(answer.json, answer.findLong)
  const state = fieldOf(answer.json, 'status')
  const isDone =
    typeof state === 'string' && /^(succeeded|success|completed?|done|finished)$/i.test(state.trim())
  return content.pictures.length > 0 || content.failed || isFailedState(state) || isDone
}

function lost(http: HttpClient, answer: HttpAnswer | undefined): ProviderError {
  return new ProviderError('timeout', 'unknown', {
    message: `${http.vendor} took the work, but it is not finished yet. Ask again later: that costs nothing.`,
    answered: answer && recordAnswer(answer, http.redact),
  })
}
