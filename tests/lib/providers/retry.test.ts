import { describe, expect, it } from 'vitest'
import { ProviderError } from '@/lib/providers/provider-error'
import { nextTry } from '@/lib/providers/retry'

const waits = (error: ProviderError, random: number): (number | undefined)[] =>
  [1, 2, 3, 4, 5, 6].map((tries) => nextTry(error, tries, random)?.waitMs)

describe('trying a paid request again', () => {
  it('waits up to 1, 2 and 4 s after nothing was sent, then gives up', () => {
    const error = new ProviderError('network', 'not_sent', { retries: 3 })
    expect(waits(error, 1)).toEqual([1000, 2000, 4000, undefined, undefined, undefined])
    expect(waits(error, 0)).toEqual([0, 0, 0, undefined, undefined, undefined])
  })

  it('waits 1, 2, 4, 8 and 16 s after a 429 that names no time', () => {
    const error = new ProviderError('rate_limited', 'refused', { retries: 5 })
    expect(waits(error, 0.5)).toEqual([1000, 2000, 4000, 8000, 16_000, undefined])
  })

  it('waits as long as a 429 asks, a little spread, and never shorter', () => {
    const error = new ProviderError('rate_limited', 'refused', { retries: 5, retryAfterMs: 7000 })
    expect(nextTry(error, 1, 0)).toEqual({ waitMs: 7000 })
    expect(nextTry(error, 5, 1)).toEqual({ waitMs: 8000 })
    expect(nextTry(error, 6, 0)).toBeUndefined()
  })

  it('does not wait longer than two minutes: the user is told instead', () => {
    const asks = (retryAfterMs: number) =>
      new ProviderError('rate_limited', 'refused', { retries: 5, retryAfterMs })
    expect(nextTry(asks(120_000), 1, 0)).toEqual({ waitMs: 120_000 })
    expect(nextTry(asks(86_400_000), 1, 0)).toBeUndefined()
  })

  it('tries a complete 500 twice more where the vendor does not bill it', () => {
    const error = new ProviderError('provider_error', 'refused', { retries: 2 })
    expect(waits(error, 0)).toEqual([1000, 2000, undefined, undefined, undefined, undefined])
    expect(nextTry(new ProviderError('provider_error', 'refused'), 1, 0)).toBeUndefined()
  })

  it('never tries again what may have been billed or cannot be mended', () => {
    for (const failureClass of ['final', 'unknown', 'billed'] as const)
      expect(nextTry(new ProviderError('rate_limited', failureClass, { retries: 5 }), 1, 0)).toBeUndefined()
  })
})
