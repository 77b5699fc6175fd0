const UNITS = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const

/** From this age on the date says more than a number of days. */
const DATED_MS = 7 * 86_400_000

const words = new Intl.RelativeTimeFormat('en')

/** `2 hours ago`, from a week on `12 Nov 2026`, in the time zone of whoever looks. */
export function showAgo(thenMs: number, nowMs: number): string {
  const ageMs = nowMs - thenMs
  if (ageMs >= DATED_MS)
    return new Date(thenMs).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
  const found = UNITS.find(({ ms }) => ageMs >= ms)
  return found ? words.format(-Math.floor(ageMs / found.ms), found.unit) : 'just now'
}

/** `Saturday, 21 November 2026 at 23:16` */
export const showMoment = (ms: number): string =>
  new Date(ms).toLocaleString('en-GB', { dateStyle: 'full', timeStyle: 'short' })
