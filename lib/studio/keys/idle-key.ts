import { isSettled } from '@/lib/edits/state'
import type { NodeView } from '@/lib/edits/view'
import { findCurrentKey } from '@/lib/studio/current-key'
import type { KeyId } from '@/lib/studio/keys/keys'
import { isMeasured } from '@/lib/studio/stage/chosen'
import type { StudioState } from '@/lib/studio/studio-store'

/** Says why a key, or the button of the same command, does nothing now. */
export function sayWhyIdle(state: StudioState, id: KeyId): void {
  const why = whyIdle(id, state.nodes[findCurrentKey(state) ?? ''])
  if (why) state.say(why, { yields: true })
}

/** What is missing for a command; undefined where it needs nothing. `node` is the one that is shown. */
export function whyIdle(id: KeyId, node: NodeView | undefined): string | undefined {
  const why = REASONS[id]
  if (typeof why !== 'function') return why
  return node ? why(node) : 'Add a photo first, or choose a picture in the history.'
}

const REASONS: Partial<Record<KeyId, string | ((node: NodeView) => string)>> = {
  undo: 'There is nothing to undo.',
  redo: 'There is nothing to redo.',
  select: 'Add a photo first: the selection is made on it.',
  star: noPicture,
  continue_from: noPicture,
  download: noPicture,
  view_changes: noChanges,
  next_change: noChanges,
  previous_change: noChanges,
  next_result: noOther,
  previous_result: noOther,
}

function noPicture(node: NodeView): string {
  return node.kind === 'edit' && !isSettled(node.state)
    ? 'The result is not there yet.'
    : 'This edit made no picture.'
}

function noChanges(node: NodeView): string {
  if (node.kind === 'root') return 'A photo as it came has no changes. Choose a result.'
  if (!node.image) return noPicture(node)
  if (!node.inputImageId) return 'This result was made from words alone: there is nothing to compare it with.'
  if (!isMeasured(node)) return 'The result is still being measured. Its changes can be shown in a moment.'
  return 'This result has no changed regions to go to.'
}

function noOther(node: NodeView): string {
  return node.kind === 'root'
    ? 'A photo has no other results beside it.'
    : 'This is the only result of its run.'
}
