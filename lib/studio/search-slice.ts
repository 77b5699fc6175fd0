import type { NodeKey } from '@/lib/history/node-key'
import {
  type Criterion,
  type HistoryQuery,
  isList,
  isSearching,
  liftCriterion,
  listCriteria,
  NO_QUERY,
  toSearch,
} from '@/lib/history/search'
import type { ProjectSlice } from '@/lib/studio/project-slice'
import { parseQuery } from '@/lib/studio/query-draft'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

/** What the server found. `lifts` says, where nothing matched, how much would without one of the filters. */
export type FoundNodes = {
  keys: readonly NodeKey[]
  isList: boolean
  lifts: readonly { criterion: Criterion; count: number }[]
}

/** What is looked for in the history, and what was found. */
export type SearchSlice = {
  query: HistoryQuery
  /** null while nothing is looked for, and until the first answer. */
  found: FoundNodes | null
  /** The last search was not answered; what is shown is older than the query. */
  isSearchLost: boolean
  areFiltersOpen: boolean
  searchHistory: (change: Partial<HistoryQuery>) => void
  /** Asks once more, as something has changed: at most one question is on its way and one behind it. */
  searchAgain: () => void
  toggleFilters: () => void
  /** Brings back the filters that the browser kept; once, after the first paint. */
  restoreQuery: () => void
}

type Needs = SearchSlice & Pick<ProjectSlice, 'project'>

export function createSearchSlice(
  set: SetState<Needs>,
  get: GetState<Needs>,
  { snapshot, history, drafts, nowMs }: Pick<StudioParts, 'snapshot' | 'history' | 'drafts' | 'nowMs'>,
): SearchSlice {
  const draftKey = `afterimage:history:${snapshot.project.id}`
  let asking = new AbortController()
  let isAsking = false
  let isDirty = false

  const find = (signal: AbortSignal, query: HistoryQuery) =>
    history.findNodes(signal, get().project.id, toSearch(query, nowMs()))

  const findLifts = async (signal: AbortSignal, query: HistoryQuery): Promise<FoundNodes['lifts']> => {
    const lifts = await Promise.all(
      listCriteria(query).map(async (criterion) => {
        const keys = await find(signal, liftCriterion(query, criterion))
        return { criterion, count: keys.length }
      }),
    )
    return lifts.filter(({ count }) => count > 0)
  }

  const ask = async (signal: AbortSignal, query: HistoryQuery) => {
    const keys = await find(signal, query)
    const isEmpty = keys.length === 0 && listCriteria(query).length > 1
    const lifts = isEmpty ? await findLifts(signal, query) : []
    if (!signal.aborted) set({ found: { keys, isList: isList(query), lifts }, isSearchLost: false })
  }

  const start = async () => {
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    const { query } = get()
    isAsking = isSearching(query)
    isDirty = false
    if (!isAsking) return set({ found: null, isSearchLost: false })
    await ask(signal, query).catch(() => !signal.aborted && set({ isSearchLost: true }))
    if (signal.aborted) return
    isAsking = false
    if (isDirty) await start()
  }

  return {
    query: NO_QUERY,
    found: null,
    isSearchLost: false,
    areFiltersOpen: false,
    searchHistory: (change) => {
      set({ query: { ...get().query, ...change } })
      // The words are not kept: who comes back finds the whole history, narrowed by what is seen to be switched on.
      drafts.write(draftKey, JSON.stringify({ ...get().query, text: '' }))
      void start()
    },
    searchAgain: () => {
      if (!isSearching(get().query)) return
      if (isAsking) isDirty = true
      else void start()
    },
    toggleFilters: () => set({ areFiltersOpen: !get().areFiltersOpen }),
    restoreQuery: () => {
      const query = parseQuery(drafts.read(draftKey))
      if (!query) return
      set({ query, areFiltersOpen: listCriteria(query).length > 0 })
      void start()
    },
  }
}
