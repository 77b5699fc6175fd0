import type { ProviderId } from '@/lib/models/card'

/** Thrown instead of asking a provider that wants a pause; nothing was sent. */
export class CoolingDown extends Error {
  override name = 'CoolingDown'
  constructor(readonly waitMs: number) {
    super(`The provider asked for a pause of ${waitMs} ms.`)
  }
}

/** Then a vendor is asked once more, however long a pause it named: some name days. */
const LONGEST_MS = 3_600_000

/** A provider that said "too many requests" is left alone by every edit, not only by the one that heard it. */
export type CoolDowns = {
  start(provider: ProviderId, waitMs: number): void
  /** @throws CoolingDown while the pause lasts */
  check(provider: ProviderId): void
}

/** @param now a clock in ms that never goes back */
export function createCoolDowns(now: () => number = () => performance.now()): CoolDowns {
  const until = new Map<ProviderId, number>()
  return {
    start(provider, waitMs) {
      until.set(provider, Math.max(until.get(provider) ?? 0, now() + Math.min(waitMs, LONGEST_MS)))
    },
    check(provider) {
      const waitMs = Math.ceil((until.get(provider) ?? 0) - now())
      if (waitMs > 0) throw new CoolingDown(waitMs)
    },
  }
}
