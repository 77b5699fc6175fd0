/** The states of an edit, with the word that the screen shows for each. */
export const STATE_WORDS = {
  queued: 'Queued',
  preparing: 'Preparing',
  dispatching: 'Sending',
  polling: 'Waiting for the model',
  fetching: 'Fetching',
  storing: 'Storing',
  succeeded: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
  outcome_unknown: 'Outcome unknown',
} as const

export type EditState = keyof typeof STATE_WORDS

export const EDIT_STATES = Object.keys(STATE_WORDS) as [EditState, ...EditState[]]

/** The steps of work, in order, as the five segments of a progress bar show them. */
export const STEPS = ['preparing', 'dispatching', 'polling', 'fetching', 'storing'] as const

/** From a state, where an edit may go. What is missing here is a bug, not a choice of the caller. */
const NEXT: Record<EditState, readonly EditState[]> = {
  queued: ['preparing', 'failed', 'cancelled'],
  preparing: ['dispatching', 'queued', 'failed', 'cancelled'],
  // Back to queued only when it is certain that nothing was sent, or that nothing is paid.
  dispatching: ['queued', 'polling', 'fetching', 'storing', 'failed', 'cancelled', 'outcome_unknown'],
  polling: ['fetching', 'storing', 'failed', 'cancelled', 'outcome_unknown'],
  fetching: ['storing', 'polling', 'failed', 'cancelled', 'outcome_unknown'],
  storing: ['queued', 'succeeded', 'fetching', 'failed', 'cancelled', 'outcome_unknown'],
  succeeded: [],
  // Asked for once more where the vendor worked, or its picture is on disk and could not be read.
  failed: ['queued', 'polling', 'fetching'],
  cancelled: ['queued'],
  outcome_unknown: ['queued', 'polling', 'fetching', 'failed'],
}

/** True when an edit in `from` may go to `to`. The one transition rule of the product. */
export function canMove(from: EditState, to: EditState): boolean {
  return NEXT[from].includes(to)
}

/** The states from which an edit may go to `to`. */
export function statesBefore(to: EditState): EditState[] {
  return EDIT_STATES.filter((from) => canMove(from, to))
}

/** True while work goes on or is waited for. */
export function isOpen(state: EditState): boolean {
  return !isSettled(state)
}

/** True when nothing will happen any more by itself. */
export function isSettled(state: EditState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled' || state === 'outcome_unknown'
}
