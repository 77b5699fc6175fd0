import type { NodeKey } from '@/lib/history/node-key'
import type { Criterion } from '@/lib/history/search'

/** What the server found. `lifts` says, where nothing matched, how much would without one of the filters. */
export type FoundNodes = {
  keys: readonly NodeKey[]
  isList: boolean
  lifts: readonly { criterion: Criterion; count: number }[]
}
