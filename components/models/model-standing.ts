import type { Availability } from '@/lib/models/availability'
import type { ModelCard } from '@/lib/models/card'

/** Where a model stands on this instance; each stands in one place only. */
export type ModelStanding = 'ready' | 'no_key' | 'ended'

/** What its vendor no longer supports is not ready, even where it can still be tried, and a key would not help it. */
export const standingOf = ({ lifecycle }: ModelCard, { state }: Availability): ModelStanding =>
  state === 'withdrawn' || lifecycle.status === 'legacy' ? 'ended' : state
