import type { HistoryQuery, HistorySearch } from '@/lib/history/search/search'

const WEEK_DAYS = 7

/** @param nowMs today is the day of this moment in the time zone of whoever asks */
export function toSearch({ date, ...rest }: HistoryQuery, nowMs: number): HistorySearch {
  if (date.kind === 'any') return { ...rest, fromMs: null, untilMs: null }
  if (date.kind === 'range')
    return { ...rest, fromMs: startOfDay(date.from, 0), untilMs: startOfDay(date.to, 1) }
  const now = new Date(nowMs)
  const daysBack = date.kind === 'week' ? WEEK_DAYS - 1 : 0
  const from = new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysBack)
  return { ...rest, fromMs: from.getTime(), untilMs: null }
}

function startOfDay(day: string, daysLater: number): number | null {
  const [year, month, date] = day.split('-').map(Number)
  if (!year || !month || !date) return null
  return new Date(year, month - 1, date + daysLater).getTime()
}
