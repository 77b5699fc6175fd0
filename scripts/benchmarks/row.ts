/** One figure; `limit` is the most it may be. */
export type Row = { name: string; value: number; unit: 'ms' | 'MB' | 'kB' | '1'; limit?: number }

/** The middle one of several measurements: one disturbance does not move it. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
