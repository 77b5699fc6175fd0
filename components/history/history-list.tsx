'use client'

import { useEffect, useState } from 'react'
import { ChosenBar } from '@/components/history/chosen-bar'
import { HistoryHead } from '@/components/history/history-head'
import HistoryTree from '@/components/history/history-tree'
import { NothingFound } from '@/components/history/nothing-found'
import { SearchBox } from '@/components/history/search-box'
import { type ShownHistory, useHistory } from '@/components/history/use-history'
import { Alert } from '@/components/ui/alert'
import { IconButton } from '@/components/ui/icon-button'
import { ListFilter, Star } from '@/components/ui/icons'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import type { NodeKey } from '@/lib/history/node-key'

const moveDialog = createPart(() => import('@/components/history/move-dialog'))
const filterRow = createPart(() => import('@/components/history/filter-row'))

/** What the region shows once there is something in it: count, filters, search and the tree. */
export default function HistoryList() {
  const store = useStudioStore()
  const [movedKeys, setMovedKeys] = useState<readonly NodeKey[]>()
  const history = useHistory()
  const query = useStudio((state) => state.query)
  const areFiltersOpen = useStudio((state) => state.areFiltersOpen)
  const isSearchLost = useStudio((state) => state.isSearchLost)
  const refusal = useStudio((state) => state.refusal)
  useEffect(() => {
    void store.getState().restoreQuery()
    void store.getState().restoreFollowUps()
  }, [store])
  const problem = refusal?.error.message ?? (isSearchLost ? SEARCH_LOST : undefined)
  return (
    <>
      <HistoryHead count={showCount(history)}>
        <IconButton
          size="small"
          label="Show starred only"
          icon={<Star />}
          isOn={query.isStarredOnly}
          onClick={() => store.getState().searchHistory({ isStarredOnly: !query.isStarredOnly })}
        />
        <IconButton
          size="small"
          label="Filters"
          icon={<ListFilter />}
          aria-expanded={areFiltersOpen}
          className={areFiltersOpen ? 'bg-chosen text-ink' : undefined}
          onClick={() => store.getState().toggleFilters()}
        />
      </HistoryHead>
      <SearchBox />
      <ChosenBar onMove={() => setMovedKeys(store.getState().selected)} />
      {areFiltersOpen && <OnDemand part={filterRow} given={{}} />}
      {problem && (
        <div className="px-3 pb-2">
          <Alert>{problem}</Alert>
        </div>
      )}
      {history.foundCount === 0 && <NothingFound />}
      <HistoryTree history={history} query={query.text} onMove={setMovedKeys} />
      {movedKeys && (
        <OnDemand part={moveDialog} given={{ keys: movedKeys, onClose: () => setMovedKeys(undefined) }} />
      )}
    </>
  )
}

const SEARCH_LOST = 'The server did not answer the search. What stands here is older.'

const shown = (count: number) => count.toLocaleString('en')

/** A search finds photos and edits alike: it is no part of the edits, and not told as one. */
function showCount({ foundCount, editCount }: ShownHistory): string | undefined {
  if (foundCount !== undefined) return `${shown(foundCount)} found`
  return editCount ? `${shown(editCount)} ${editCount === 1 ? 'edit' : 'edits'}` : undefined
}
