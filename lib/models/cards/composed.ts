import type { ModelCardInput } from '@/lib/models/card'

type Named = Pick<ModelCardInput, 'id' | 'provider' | 'name' | 'shortName'>

/** What puts results together, by name: the browser shows these and needs no more of their cards. */
export const COMPOSITE = {
  id: 'local/composite',
  provider: 'local',
  name: 'Exact composite',
  shortName: 'Composite',
} as const satisfies Named

export const PARTS = {
  id: 'local/parts',
  provider: 'local',
  name: 'Best parts',
  shortName: 'Best parts',
} as const satisfies Named
