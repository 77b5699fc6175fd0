import type { EditView } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'

/** Ways out of an edit that depend on money; the server decides by the same rules. */

/** Whether a picture may be had without paying again: it may have been made, and was not seen. */
export const canBeChecked = ({ state, failure }: EditView): boolean =>
  state === 'outcome_unknown' || (state === 'failed' && failure?.billed === 'yes' && !failure.isBeyondCheck)

/** Whether it is made by a vendor. A model's id begins with who runs it. */
export const isPaid = ({ modelId }: EditView): boolean => !modelId.startsWith('local/')

/** What was paid for and is being stored is here: to cancel it would save nothing. */
export const isPaidAndHere = (edit: EditView): boolean => edit.state === 'storing' && isPaid(edit)

/** The element id of the button that cancels an edit. */
export const cancelId = (key: NodeKey): string => `cancel-${key}`
