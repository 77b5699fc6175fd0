import { type HistoryQuery, isSearching, listCriteria, NO_QUERY } from '@/lib/history/search/search'
import type { FoundNodes } from '@/lib/studio/history/found-nodes'
import { fetchOnce } from '@/lib/studio/live/fetch-once'
import type { ProjectSlice } from '@/lib/studio/project-slice'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

/** What is looked for in the history, and what was found. */
export type SearchSlice = {
  query: HistoryQuery
  /** null while nothing is looked for, and until the first answer. */
  found: FoundNodes | null
  /** The last search was not answered; what is shown is older than the query. */
  isSearchLost: boolean
  areFiltersOpen: boolean
  /** Somebody is about to search. */
  prepareSearch: () => void
  searchHistory: (change: Partial<HistoryQuery>) => void
  /** Asks once more, as something has changed: at most one question is on its way and one behind it. */
  searchAgain: () => void
  toggleFilters: () => void
  /** Brings back the filters that the browser kept; once, after the first paint. */
  restoreQuery: () => Promise<void>
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

  const fetchSearcher = fetchOnce(async () => {
    const [{ createSearcher }] = await Promise.all([
      import('@/lib/studio/history/searcher'),
      history.prepare(),
    ])
    return createSearcher(history, nowMs)
  })
  const ask = async (signal: AbortSignal, query: HistoryQuery) => {
    const found = await (await fetchSearcher())(signal, get().project.id, query)
    if (!signal.aborted) set({ found, isSearchLost: false })
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
    // What does not come now is asked for again by the search.
    prepareSearch: () => void fetchSearcher().catch(() => {}),
    searchHistory: (change) => {
      set({ query: { ...get().query, ...change } })
      // The words are not kept: who comes back finds the whole history, narrowed by what is seen to be switched on.
      const isOfWords = Object.keys(change).every((part) => part === 'text')
      if (!isOfWords) drafts.write(draftKey, JSON.stringify({ ...get().query, text: '' }))
      void start()
    },
    searchAgain: () => {
      if (!isSearching(get().query)) return
      if (isAsking) isDirty = true
      else void start()
    },
    toggleFilters: () => set({ areFiltersOpen: !get().areFiltersOpen }),
    restoreQuery: async () => {
      const kept = drafts.read(draftKey)
      if (!kept) return
      const { parseQuery } = await import('@/lib/studio/history/query-draft')
      const query = parseQuery(kept)
      if (!query) return
      // Words may have been typed by now.
      set({
        query: { ...query, text: get().query.text },
        areFiltersOpen: listCriteria(query).length > 0,
      })
      void start()
    },
  }
}
