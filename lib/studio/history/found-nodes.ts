import type { EditState } from '@/lib/edits/state'
import type { NodeKey } from '@/lib/history/node-key'
import type { Criterion } from '@/lib/history/search/search'

/**
 * What the server found, and the states that it was asked for. `lifts` says, where nothing matched, how much would without one of the
 * filters.
 */
export type FoundNodes = {
  keys: readonly NodeKey[]
  states: readonly EditState[]
  /** Where failed edits alone are looked for: those of which nothing can come any more. */
  removable: readonly NodeKey[]
  isList: boolean
  lifts: readonly { criterion: Criterion; count: number }[]
}
