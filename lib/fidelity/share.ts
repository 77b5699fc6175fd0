/** "97.3 %"; never 100.0 % or 0.0 % unless it is exactly so. */
export function formatShare(share: number): string {
  const percent = 100 * share
  const shown = share > 0 && share < 1 ? Math.min(99.9, Math.max(0.1, percent)) : percent
  return `${shown.toFixed(1)} %`
}
