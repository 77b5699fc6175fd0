import { type HistoryQuery, isList, liftCriterion, listCriteria } from '@/lib/history/search/search'
import { toSearch } from '@/lib/history/search/search-moments'
import type { FoundNodes } from '@/lib/studio/history/found-nodes'
import type { HistoryReads } from '@/lib/studio/slice'

/** Asks the server what a query finds, and where that is nothing, which filter stands in the way. */
export function createSearcher(history: HistoryReads, nowMs: () => number) {
  return async (signal: AbortSignal, projectId: string, query: HistoryQuery): Promise<FoundNodes> => {
    const find = (asked: HistoryQuery, isBeyondCheck = false) =>
      history.findNodes(signal, projectId, { ...toSearch(asked, nowMs()), isBeyondCheck })
    const areFailed = query.states.join() === 'failed'
    const [keys, removable] = await Promise.all([find(query), areFailed ? find(query, true) : []])
    const criteria = listCriteria(query)
    const isNarrowed = keys.length === 0 && criteria.length > 1
    const lifts = await Promise.all(
      (isNarrowed ? criteria : []).map(async (criterion) => {
        const found = await find(liftCriterion(query, criterion))
        return { criterion, count: found.length }
      }),
    )
    return {
      keys,
      states: query.states,
      removable,
      isList: isList(query),
      lifts: lifts.filter(({ count }) => count > 0),
    }
  }
}
