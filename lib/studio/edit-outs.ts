import type { EditView } from '@/lib/edits/view'

/** Ways out of an edit that depend on money; the server decides by the same rules. */

/** Whether a picture may be had without paying again: it may have been made, and was not seen. */
export const canBeChecked = ({ state, failure }: EditView): boolean =>
  state === 'outcome_unknown' || (state === 'failed' && failure?.billed === 'yes')

/** What was paid for and is being stored is here: to cancel it would save nothing. A model's id begins with who runs it. */
export const isPaidAndHere = ({ state, modelId }: EditView): boolean =>
  state === 'storing' && !modelId.startsWith('local/')
