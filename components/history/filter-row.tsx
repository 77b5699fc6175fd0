'use client'

import { DeleteFailed } from '@/components/history/delete-failed'
import { FilterChip } from '@/components/history/filter-chip'
import { fieldLook } from '@/components/ui/field'
import { Check } from '@/components/ui/icons'
import type { MenuItem } from '@/components/ui/menu'
import { NumberField } from '@/components/ui/number-field'
import { Select } from '@/components/ui/select'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { cn } from '@/lib/cn'
import { HISTORY_SORTS, type HistorySort } from '@/lib/history/search/search'
import {
  chosenStates,
  DATE_WORDS,
  describeCriterion,
  SORT_WORDS,
  STATE_CHOICES,
} from '@/lib/studio/history/filter-words'

/** What asking for the kept share begins with, in percent. */
const KEPT_PERCENT = 95

/** What the history is narrowed by: model, state, date, kept share; and its order. */
export default function FilterRow() {
  const store = useStudioStore()
  const query = useStudio((state) => state.query)
  const { searchHistory: search } = store.getState()
  return (
    <div role="group" aria-label="Filters" className="mx-2 mb-2 flex shrink-0 flex-wrap items-center gap-1">
      <ModelFilter />
      <StateFilter />
      <DateFilters />
      <FilterChip
        name="Kept"
        value={query.keptPercent === null ? undefined : 'Kept at least'}
        onPress={() => search({ keptPercent: query.keptPercent ?? KEPT_PERCENT })}
        onLift={() => search({ keptPercent: null })}
      >
        {query.keptPercent !== null && (
          <span className="flex items-center gap-1 text-meta">
            <NumberField
              aria-label="Kept at least, in percent"
              value={query.keptPercent}
              min={0}
              max={100}
              onValue={(percent) => search({ keptPercent: Math.min(100, Math.max(0, percent)) })}
              className="w-10 [&>input]:h-5 [&>input]:px-1 [&>input]:text-right [&>input]:text-meta"
            />
            %
          </span>
        )}
      </FilterChip>
      <Select
        isBare
        aria-label="Order"
        value={query.sort}
        options={HISTORY_SORTS.map((value) => ({ value, label: SORT_WORDS[value] }))}
        onValue={(sort) => search({ sort: sort as HistorySort })}
        className="ml-auto"
      />
      <DeleteFailed />
    </div>
  )
}

/** A line of a menu that stays as it is: chosen or not. */
const choice = (label: string, isChosen: boolean, onSelect: () => void): MenuItem => ({
  label,
  icon: <Check className={isChosen ? undefined : 'invisible'} />,
  onSelect,
})

const toggled = <Value,>(values: readonly Value[], changed: readonly Value[]): Value[] =>
  changed.every((value) => values.includes(value))
    ? values.filter((value) => !changed.includes(value))
    : [...new Set([...values, ...changed])]

function ModelFilter() {
  const store = useStudioStore()
  const query = useStudio((state) => state.query)
  const cards = useStudio((state) => state.cards)
  const { searchHistory: search } = store.getState()
  const nameOf = (id: string) => cards.find((card) => card.id === id)?.shortName ?? id
  return (
    <FilterChip
      name="Model"
      value={query.modelIds.length > 0 ? describeCriterion('modelIds', query, nameOf) : undefined}
      items={cards.map(({ id, name }) =>
        choice(name, query.modelIds.includes(id), () => search({ modelIds: toggled(query.modelIds, [id]) })),
      )}
      onLift={() => search({ modelIds: [] })}
    />
  )
}

function StateFilter() {
  const store = useStudioStore()
  const query = useStudio((state) => state.query)
  const { searchHistory: search } = store.getState()
  const chosen = chosenStates(query)
  return (
    <FilterChip
      name="State"
      value={query.states.length > 0 ? describeCriterion('states', query, String) : undefined}
      items={STATE_CHOICES.map((each) =>
        choice(each.label, chosen.includes(each), () =>
          search({ states: toggled(query.states, each.states) }),
        ),
      )}
      onLift={() => search({ states: [] })}
    />
  )
}

function DateFilters() {
  const store = useStudioStore()
  const date = useStudio((state) => state.query.date)
  const { searchHistory: search } = store.getState()
  const range = date.kind === 'range' ? date : undefined
  return (
    <>
      <FilterChip
        name="Date"
        value={date.kind === 'any' ? undefined : DATE_WORDS[date.kind]}
        items={[
          choice(DATE_WORDS.today, date.kind === 'today', () => search({ date: { kind: 'today' } })),
          choice(DATE_WORDS.week, date.kind === 'week', () => search({ date: { kind: 'week' } })),
          choice(DATE_WORDS.range, date.kind === 'range', () =>
            search({ date: { kind: 'range', from: '', to: '' } }),
          ),
        ]}
        onLift={() => search({ date: { kind: 'any' } })}
      />
      {range && (
        <span className="flex w-full gap-1">
          {(['from', 'to'] as const).map((end) => (
            <input
              key={end}
              type="date"
              aria-label={end === 'from' ? 'From' : 'To'}
              value={range[end]}
              onChange={(event) => search({ date: { ...range, [end]: event.target.value } })}
              className={cn(fieldLook, 'h-6 px-1.5 text-meta')}
            />
          ))}
        </span>
      )}
    </>
  )
}
