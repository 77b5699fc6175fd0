import type { RunProblem } from '@/lib/edits/check-run'
import { parseSweep, type SweepAxis } from '@/lib/edits/sweep'
import type { ModelCard } from '@/lib/models/card'
import { usersOf } from '@/lib/studio/composer/setting-users'

/** What was typed for each swept setting; null = it has one value. */
export type SweepTexts = Readonly<Record<SweepAxis, string | null>>

export const NO_SWEEP: SweepTexts = { guidance: null, seed: null }

const AXES: readonly SweepAxis[] = ['guidance', 'seed']

/** The values of the axes that can be read. */
export function valuesOf(texts: SweepTexts): Partial<Record<SweepAxis, number[]>> {
  return Object.fromEntries(
    AXES.flatMap((axis) => {
      const text = texts[axis]
      const read = text === null ? undefined : parseSweep(text, axis)
      return read && 'values' in read ? [[axis, read.values]] : []
    }),
  )
}

/** The lists that cannot be read, of the axes that a chosen model has. */
export function sweepProblems(texts: SweepTexts, cards: readonly ModelCard[]): RunProblem[] {
  return AXES.flatMap((axis) => {
    const text = texts[axis]
    if (text === null || usersOf(cards, axis).length === 0) return []
    const read = parseSweep(text, axis)
    return 'problem' in read ? [{ code: 'setting_out_of_range', field: axis, message: read.problem }] : []
  })
}
