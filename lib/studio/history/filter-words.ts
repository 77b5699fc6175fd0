import { EDIT_STATES, type EditState, isSettled, STATE_WORDS } from '@/lib/edits/state'
import type {
  Criterion,
  DateFilter,
  HistoryQuery,
  HistorySort,
  NameOfModel,
} from '@/lib/history/search/search'

/** The states as they are chosen: all work under way is one. */
export const STATE_CHOICES: readonly { label: string; states: readonly EditState[] }[] = [
  { label: STATE_WORDS.succeeded, states: ['succeeded'] },
  { label: 'Under way', states: EDIT_STATES.filter((state) => !isSettled(state)) },
  { label: STATE_WORDS.failed, states: ['failed'] },
  { label: STATE_WORDS.cancelled, states: ['cancelled'] },
  { label: STATE_WORDS.outcome_unknown, states: ['outcome_unknown'] },
]

export const SORT_WORDS: Record<HistorySort, string> = {
  oldest: 'Oldest first',
  newest: 'Newest first',
  kept: 'Most kept first',
  model: 'By model',
}

export const DATE_WORDS: Record<DateFilter['kind'], string> = {
  any: 'Any time',
  today: 'Today',
  week: 'Last 7 days',
  range: 'From … to …',
}

/** A part of a query as people read it, e.g. “Last 7 days”. */
export function describeCriterion(
  criterion: Criterion,
  query: HistoryQuery,
  nameOfModel: NameOfModel,
): string {
  if (criterion === 'text') return query.text.trim()
  if (criterion === 'modelIds') return several(query.modelIds.map(nameOfModel), 'models')
  if (criterion === 'states')
    return several(
      chosenStates(query).map(({ label }) => label),
      'states',
    )
  if (criterion === 'date') return describeDate(query.date)
  if (criterion === 'keptPercent') return `Kept at least ${query.keptPercent} %`
  return 'Starred'
}

/** The choices of states that are switched on. */
export const chosenStates = ({ states }: Pick<HistoryQuery, 'states'>) =>
  STATE_CHOICES.filter((choice) => choice.states.every((state) => states.includes(state)))

const several = (words: readonly string[], noun: string): string =>
  words.length === 1 ? words[0]! : `${words.length} ${noun}`

function describeDate(date: DateFilter): string {
  if (date.kind !== 'range') return DATE_WORDS[date.kind]
  if (date.from && date.to) return `${date.from} to ${date.to}`
  return date.from ? `From ${date.from}` : `Until ${date.to}`
}
