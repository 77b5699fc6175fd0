import type { NodeView } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import { keyOfInput } from '@/lib/studio/inputs/follow-primary'
import { findPrimary } from '@/lib/studio/inputs/primary-input'
import { isPointing } from '@/lib/studio/selection/pointing'
import { listChosen } from '@/lib/studio/stage/chosen'

type Looked = Parameters<typeof isPointing>[0] &
  Parameters<typeof findPrimary>[0] & { nodes: Readonly<Record<NodeKey, NodeView>> }

/** The picture that keys and Details speak of, as `useStageScene` shows it; undefined where there is nothing to show. */
export function findCurrentKey(state: Looked): NodeKey | undefined {
  const primary = findPrimary(state)
  const ofInput = primary && keyOfInput(primary)
  if (ofInput && isPointing(state)) return ofInput
  return listChosen(state.nodes, state.selected).at(-1) ?? ofInput
}
