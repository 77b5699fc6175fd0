import { EDIT_STATES } from '@/lib/edits/state'
import { type DateFilter, HISTORY_SORTS, type HistoryQuery, NO_QUERY } from '@/lib/history/search/search'

/** The kept filters of a history, or undefined when there are none or they are from another version. */
export function parseQuery(kept: string | null): HistoryQuery | undefined {
  const found = readJson(kept)
  if (typeof found !== 'object' || found === null) return undefined
  const { modelIds, states, date, isStarredOnly, keptPercent, sort } = found as Record<string, unknown>
  const strings = (value: unknown) =>
    Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
  return {
    text: '',
    modelIds: strings(modelIds),
    states: EDIT_STATES.filter((state) => strings(states).includes(state)),
    date: parseDate(date),
    isStarredOnly: isStarredOnly === true,
    keptPercent: typeof keptPercent === 'number' ? keptPercent : null,
    sort: HISTORY_SORTS.find((each) => each === sort) ?? NO_QUERY.sort,
  }
}

function parseDate(found: unknown): DateFilter {
  const { kind, from, to } = (found ?? {}) as Record<string, unknown>
  if (kind === 'today' || kind === 'week') return { kind }
  if (kind === 'range' && typeof from === 'string' && typeof to === 'string') return { kind, from, to }
  return NO_QUERY.date
}

function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}
