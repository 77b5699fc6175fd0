import type { Sum } from '@/lib/edits/spending'
import { isSettled, STEPS } from '@/lib/edits/state'
import type { EditView } from '@/lib/edits/view'
import { sayKept } from '@/lib/fidelity/change-kind'
import { formatShare } from '@/lib/fidelity/share'

/** How numbers are written everywhere on the screen. */

/** `3.1 s`, `1:05` from a minute up. */
export function showDuration(durationMs: number): string {
  return durationMs < 60_000 ? `${(durationMs / 1000).toFixed(1)} s` : showElapsed(durationMs)
}

/** `0:18` */
export function showElapsed(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** A price is never rounded to nothing, and an unknown one is never zero. */
export function showCost(costUsd: number | null): string {
  if (costUsd === null) return 'cost unknown'
  if (costUsd === 0) return 'free'
  return `$${costUsd < 0.1 ? costUsd.toFixed(4).replace(/0{1,2}$/, '') : costUsd.toFixed(2)}`
}

/** Whether money may be gone is said in every case. */
export const BILLED_WORDS = {
  yes: 'It was charged.',
  no: 'Not charged.',
  unknown: 'It may have been charged.',
} as const

/**
 * What a run cost so far, as the server adds it up: nothing for what was refused, the known price for what is in doubt.
 * @param priceOf the known price of one result of a model
 */
export function sumOf(edits: readonly EditView[], priceOf: (modelId: string) => number | undefined): Sum {
  const costs = edits
    .filter(({ state, failure }) => isSettled(state) && failure?.billed !== 'no')
    .filter(({ state, failure }) => state !== 'cancelled' || failure)
    .map(({ costUsd, modelId }) => costUsd ?? priceOf(modelId))
  return {
    usd: costs.reduce<number>((usd, cost) => usd + (cost ?? 0), 0),
    unknown: costs.filter((cost) => cost === undefined).length,
  }
}

/** "$0.06 + 2 unknown": what is unknown is never counted as nothing. */
export function showSum({ usd, unknown }: Sum): string {
  if (unknown === 0) return usd === 0 ? 'nothing' : showCost(usd)
  return usd === 0 ? `unknown (${unknown})` : `${showCost(usd)} + ${unknown} unknown`
}

export const showSize = ({ width, height }: { width: number; height: number }): string =>
  `${width} × ${height}`

/** How long a settled edit took, or undefined while it is under way or was never begun. */
export function durationOf(edit: EditView): string | undefined {
  if (!edit.startedAt || !edit.finishedAt) return undefined
  return showDuration(Date.parse(edit.finishedAt) - Date.parse(edit.startedAt))
}

/** What stands behind the name in a pane: time, cost, kept share; what is not known yet is left out. */
export function factsOf(edit: EditView): string[] {
  if (edit.state !== 'succeeded') return []
  return [durationOf(edit), showCost(edit.costUsd), ...keptFactOf(edit)].filter((fact) => fact !== undefined)
}

/** `kept 97.3 %`, once it is measured. */
export const keptFactOf = ({ keptShare, changeKind }: EditView): string[] =>
  keptShare === null ? [] : [sayKept(changeKind ?? 'regions', keptShare)]

/** What was kept of the original, 0–1; null while nothing tells it, or where the result could not be placed on it. */
export const placedShareOf = ({ keptShare, changeKind }: EditView): number | null =>
  changeKind === 'unplaced' ? null : keptShare

/** The kept share in a table: a change of all of it is no kept picture. */
export function showKeptOf(edit: EditView): string {
  const share = placedShareOf(edit)
  if (share === null) return '–'
  if (edit.changeKind === 'everywhere') return 'all a little'
  return edit.changeKind === 'tone' ? 'all but tone' : formatShare(share)
}

/** The step under way, counted from 1; 0 while the edit is queued. */
export const stepOf = (edit: EditView): number => (STEPS as readonly string[]).indexOf(edit.state) + 1
