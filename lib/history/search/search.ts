import type { EditState } from '@/lib/edits/state'

/** The name of a model by its id; the catalogue itself is too large for the browser. */
export type NameOfModel = (modelId: string) => string

/** Days as `YYYY-MM-DD` in the user's own time; an open end is empty. */
export type DateFilter = { kind: 'any' | 'today' | 'week' } | { kind: 'range'; from: string; to: string }

/** `oldest` and `newest` order the tree; the others make a plain list, the best or the first name on top. */
export const HISTORY_SORTS = ['oldest', 'newest', 'kept', 'model'] as const
export type HistorySort = (typeof HISTORY_SORTS)[number]

/** What is looked for in the history. */
export type HistoryQuery = {
  text: string
  modelIds: readonly string[]
  states: readonly EditState[]
  date: DateFilter
  isStarredOnly: boolean
  /** At least so much was kept, 0–100. */
  keptPercent: number | null
  sort: HistorySort
}

export const NO_QUERY: HistoryQuery = {
  text: '',
  modelIds: [],
  states: [],
  date: { kind: 'any' },
  isStarredOnly: false,
  keptPercent: null,
  sort: 'oldest',
}

/** The parts of a query that leave something out; each can be lifted by itself. */
export type Criterion = Exclude<keyof HistoryQuery, 'sort'>

const IS_ACTIVE: Record<Criterion, (query: HistoryQuery) => boolean> = {
  text: ({ text }) => text.trim() !== '',
  modelIds: ({ modelIds }) => modelIds.length > 0,
  states: ({ states }) => states.length > 0,
  date: ({ date }) => date.kind !== 'any' && (date.kind !== 'range' || Boolean(date.from || date.to)),
  isStarredOnly: ({ isStarredOnly }) => isStarredOnly,
  keptPercent: ({ keptPercent }) => keptPercent !== null,
}

export const listCriteria = (query: HistoryQuery): Criterion[] =>
  (Object.keys(IS_ACTIVE) as Criterion[]).filter((criterion) => IS_ACTIVE[criterion](query))

export const liftCriterion = (query: HistoryQuery, criterion: Criterion): HistoryQuery => ({
  ...query,
  [criterion]: NO_QUERY[criterion],
})

/** True when the history is a list of results instead of a tree. */
export const isList = ({ sort }: HistoryQuery): boolean => sort === 'kept' || sort === 'model'

/** True when the server has to say which nodes to show. */
export const isSearching = (query: HistoryQuery): boolean => isList(query) || listCriteria(query).length > 0

/** A query as the server understands it: with moments in place of days. */
export type HistorySearch = Omit<HistoryQuery, 'date'> & {
  fromMs: number | null
  untilMs: number | null
  /** Without edits that were paid for, or may be, and of which a check may still bring the picture. */
  isBeyondCheck?: boolean
}
