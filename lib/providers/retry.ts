import type { ProviderError } from '@/lib/providers/provider-error'

/** A vendor that asks for a longer wait is not waited for: the edit fails and says when to retry. */
export const MAX_RETRY_AFTER_MS = 120_000

/** Tries allowed after a first one, for what is the same with every vendor. */
export const RETRIES = { notSent: 3, rateLimited: 5 } as const

/** Added to a wait that the vendor named, so that its clients do not all come back at once. */
const SPREAD_MS = 1000

type Failed = Pick<ProviderError, 'code' | 'failureClass' | 'retries' | 'retryAfterMs'>

/**
 * Whether a paid request may be sent again by itself, and after how long. Only what certainly cost nothing is.
 * @param tries how many times the request was tried so far, the failed one included (1 or more).
 * @param random 0–1, spreads the waits.
 * @returns undefined when only the user may try again.
 */
export function nextTry(error: Failed, tries: number, random: number): { waitMs: number } | undefined {
  if (error.failureClass !== 'not_sent' && error.failureClass !== 'refused') return undefined
  if (tries > error.retries) return undefined
  const backOffMs = 1000 * 2 ** (tries - 1)
  if (error.failureClass === 'not_sent') return { waitMs: Math.round(backOffMs * random) }
  if (error.retryAfterMs === undefined)
    return { waitMs: error.code === 'rate_limited' ? backOffMs : Math.round(backOffMs * (1 + random)) }
  if (error.retryAfterMs > MAX_RETRY_AFTER_MS) return undefined
  return { waitMs: Math.round(error.retryAfterMs + SPREAD_MS * random) }
}
