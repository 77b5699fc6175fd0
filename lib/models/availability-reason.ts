import type { Availability } from '@/lib/models/availability'

/** The reason shown beside a model that cannot run; undefined when it can. */
export function reasonOf(availability: Availability | undefined): string | undefined {
  if (!availability) return 'This model is not known here.'
  if (availability.state === 'ready') return undefined
  if (availability.state === 'no_key') return `Needs a key: set ${availability.variable} and start again.`
  return availability.reason
}
