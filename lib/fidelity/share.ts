/** "97.3 %"; never 100.0 % or 0.0 % unless it is exactly so: what is less than a tenth of a percent is told as "under". */
export function formatShare(share: number): string {
  const percent = 100 * share
  if (percent > 0 && percent < 0.1) return 'under 0.1 %'
  const shown = share < 1 ? Math.min(99.9, percent) : percent
  return `${shown.toFixed(1)} %`
}
