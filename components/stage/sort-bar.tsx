'use client'

import { NumberField } from '@/components/ui/number-field'
import { Select } from '@/components/ui/select'
import { useStudioStore } from '@/components/ui/studio-provider'
import { PANE_ORDERS, type PaneOrder, type PaneSorting } from '@/lib/studio/stage/pane-sorting'

const ORDER_WORDS: Record<PaneOrder, string> = {
  run: 'As they were asked for',
  most: 'Most kept first',
  least: 'Least kept first',
}
const ORDERS = PANE_ORDERS.map((value) => ({ value, label: ORDER_WORDS[value] }))

/** In which order the results of a run stand, and which of them: by the share that each kept. */
export default function SortBar({ sorting, shown, all }: SortBarProps) {
  const store = useStudioStore()
  const change = (part: Partial<PaneSorting>) => store.getState().sortPanes({ ...sorting, ...part })
  return (
    <div
      role="group"
      aria-label="Sort and filter the results"
      className="flex h-8 shrink-0 items-center gap-3 border-line border-b pr-2 pl-4 text-ink-2 text-meta pointer-coarse:h-12 @max-[480px]/stage:gap-2 @max-[480px]/stage:pl-3"
    >
      <Select
        isBare
        aria-label="Order"
        options={ORDERS}
        value={sorting.order}
        onValue={(order) => change({ order: order as PaneOrder })}
        className="min-w-0 [&>select]:max-w-full [&>select]:text-left [&>select]:[field-sizing:content]"
      />
      <span className="flex shrink-0 items-center gap-1">
        <span aria-hidden="true">Kept at least</span>
        <NumberField
          aria-label="Kept at least, in percent"
          placeholder="any"
          value={sorting.leastPercent}
          min={0}
          max={100}
          onValue={(percent) => change({ leastPercent: Math.min(100, Math.max(0, percent)) })}
          onEmpty={() => change({ leastPercent: null })}
          className="w-12 [&>input]:h-6 [&>input]:px-1 [&>input]:text-right [&>input]:text-meta"
        />
        <span aria-hidden="true">%</span>
      </span>
      <span role="status" className="ml-auto min-w-0 truncate">
        {shown === all ? `${all} results` : `${shown} of ${all} results`}
      </span>
    </div>
  )
}

type SortBarProps = {
  sorting: PaneSorting
  /** How many results are shown, and how many there are. */
  shown: number
  all: number
}
