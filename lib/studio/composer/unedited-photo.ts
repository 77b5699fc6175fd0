import { inputGroups } from '@/lib/edits/run-size'
import type { NodeView } from '@/lib/edits/view'
import { findLineage } from '@/lib/history/lineage'
import { keyOfNode, type NodeKey } from '@/lib/history/node-key'
import { chosenCards, draftOf, type RunParts } from '@/lib/studio/composer/run-draft'
import { findCurrentKey } from '@/lib/studio/current-key'
import { keyOfInput } from '@/lib/studio/inputs/follow-primary'
import { readyInputs } from '@/lib/studio/inputs/input-list'
import type { ProjectSlice } from '@/lib/studio/project-slice'

type Looked = RunParts & Pick<ProjectSlice, 'cards'> & Parameters<typeof findCurrentKey>[0]

/**
 * The photo that the user looks at, on the stage itself or as a result of it, where the next run would edit others
 * alone; where it goes on from one result of a photo, another one. A result of a photo of which nothing is an input any
 * more is only looked back at.
 */
export function findUnedited(state: Looked): NodeKey | undefined {
  const edited = listEdited(state)
  const key = findCurrentKey(state)
  if (edited.size === 0 || !key) return undefined
  const branch = findLineage(state.nodes, key)
  if (branch.some((node) => edited.has(keyOfNode(node)))) return undefined
  const inputs = new Set(readyInputs(state.items).map(keyOfInput))
  const isMeant = (node: NodeView) => node.kind === 'root' && branch.length === 1
  const photo = branch.findLast((node) => isMeant(node) || inputs.has(keyOfNode(node)))
  if (photo) return keyOfNode(photo)
  const isSibling = [...edited].some((other) => findLineage(state.nodes, other)[0] === branch[0])
  return isSibling && branch.at(-1)?.image ? key : undefined
}

/** What stands first in an edit of the next run: the others that a model takes are there to be looked at. */
function listEdited(state: Looked): Set<NodeKey> {
  const draft = draftOf(state)
  const groups = chosenCards(state).flatMap((card) => inputGroups(draft, card))
  return new Set(groups.flatMap(([first]) => (first ? keyOfInput(first) : [])))
}
