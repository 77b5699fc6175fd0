'use client'

import { HistoryHead } from '@/components/history/history-head'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudio } from '@/components/ui/studio-provider'

const historyList = createPart(() => import('@/components/history/history-list'))

/** The region "History": every upload and every edit of the project, as a tree. */
export function History() {
  const isEmpty = useStudio((state) => state.outline.size === 0)
  return (
    <section aria-label="History" className="flex min-h-0 flex-1 flex-col border-line border-t">
      {isEmpty ? (
        <>
          <HistoryHead />
          <p className="text-pretty px-3 pt-1 pb-3 text-ink-3 text-ui">
            Every result keeps its place: what it came from, what was asked, which model made it.
          </p>
        </>
      ) : (
        <OnDemand part={historyList} given={{}} />
      )}
    </section>
  )
}
