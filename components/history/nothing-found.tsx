'use client'

import { Button } from '@/components/ui/button'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { type Criterion, liftCriterion, listCriteria } from '@/lib/history/search/search'
import { describeCriterion } from '@/lib/studio/history/filter-words'

/** Says that nothing matches, and which filter stands in the way. */
export function NothingFound() {
  const store = useStudioStore()
  const query = useStudio((state) => state.query)
  const found = useStudio((state) => state.found)
  const cards = useStudio((state) => state.cards)
  const nameOf = (id: string) => cards.find((card) => card.id === id)?.shortName ?? id
  const criteria = listCriteria(query)
  const lift = (criterion: Criterion) => store.getState().searchHistory(liftCriterion(query, criterion))
  const [only] = criteria
  return (
    <div className="flex flex-col items-start gap-1.5 px-3 pb-2 text-ink-3 text-ui">
      <p>Nothing in the history matches.</p>
      {found?.lifts.map(({ criterion, count }) => (
        <Button
          key={criterion}
          look="outline"
          size="small"
          onClick={() => lift(criterion)}
          className="max-w-full"
        >
          <span className="truncate">
            Without “{describeCriterion(criterion, query, nameOf)}”: {count.toLocaleString('en')}
          </span>
        </Button>
      ))}
      {only && criteria.length === 1 && (
        <Button look="outline" size="small" onClick={() => lift(only)}>
          Show everything
        </Button>
      )}
    </div>
  )
}
