import type { SweepCell } from '@/lib/edits/settings'

/** The values that a result of a sweep stands for: "guidance 4", "seed 17". */
export const listCell = ({ guidance, seed }: SweepCell): string[] => [
  ...(guidance === undefined ? [] : [`guidance ${guidance}`]),
  ...(seed === undefined ? [] : [`seed ${seed}`]),
]
