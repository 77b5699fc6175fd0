import 'server-only'
import { AppError } from '@/lib/errors'
import type { SafeFetch } from '@/lib/net/safe-fetch.server'
import { wait } from '@/lib/providers/wait'

/** Waits between the tries to fetch one result, in ms: the address may be ready a little later than the answer. */
export const REFETCH_WAITS_MS = [500, 1000, 2000, 4000, 8000]
/** Of the decoded body. Larger than what ingest takes, so that a paid result is judged rather than cut off. */
const MAX_RESULT_BYTES = 100_000_000
/** 20 MB on a line of one megabit per second. */
const FETCH_TIMEOUT_MS = 180_000
/** Statuses with which a vendor's storage refuses an address for good. */
const GONE = [401, 403, 404, 410]

/**
 * Fetches the bytes at a result's address. Throws AppError: `expired_url` where it is refused, `url_unreachable` where
 * it does not answer just now, `url_not_allowed`, `too_large`.
 */
export type FetchResult = (signal: AbortSignal, url: string) => Promise<Buffer>

/**
 * Fetching a result costs nothing, so it is tried again: after a refusal, a time-out and a cut transfer. What may not
 * be reached or is too large will not get better.
 */
export function createFetchResult(
  safeFetch: SafeFetch,
  waitsMs: readonly number[] = REFETCH_WAITS_MS,
): FetchResult {
  return async (signal, url) => {
    let cause: unknown
    for (const waitMs of [0, ...waitsMs]) {
      if (waitMs > 0) await wait(signal, waitMs)
      try {
        return await fetchOnce(signal, safeFetch, url)
      } catch (error) {
        signal.throwIfAborted()
        if (error instanceof AppError && (error.code === 'url_not_allowed' || error.code === 'too_large'))
          throw error
        cause = error
      }
    }
    throw new AppError(isGone(cause) ? 'expired_url' : 'url_unreachable', undefined, { cause })
  }
}

class Refused extends Error {
  constructor(readonly status: number) {
    super(`status ${status}`)
  }
}

const isGone = (cause: unknown): boolean => cause instanceof Refused && GONE.includes(cause.status)

async function fetchOnce(signal: AbortSignal, safeFetch: SafeFetch, url: string): Promise<Buffer> {
  const answer = await safeFetch(signal, url, {
    maxBytes: MAX_RESULT_BYTES,
    timeoutMs: FETCH_TIMEOUT_MS,
    accept: 'image/*,*/*;q=0.5',
    httpsOnly: true,
  })
  const pieces: Uint8Array[] = []
  for await (const piece of answer.body) if (answer.status === 200) pieces.push(piece)
  if (answer.status !== 200) throw new Refused(answer.status)
  return Buffer.concat(pieces)
}
