import type { EditView, NodeView } from '@/lib/edits/view'
import { keyOfEdit, type NodeKey } from '@/lib/history/node-key'
import { listRun } from '@/lib/history/run-results'

/** What is chosen to be looked at, before it is worked out how that lies on the stage. */

export const VIEWS = ['single', 'split', 'side', 'overlay', 'blink', 'changes'] as const
export type ViewId = (typeof VIEWS)[number]

type Nodes = Readonly<Record<NodeKey, NodeView>>

/** The most pictures that are compared at once by choosing them; a run shows all that it has. */
export const MAX_COMPARED = 6

/** What of the selection can stand on the stage at once, in the order of its letters. */
export const listChosen = (nodes: Nodes, selected: readonly NodeKey[]): NodeKey[] =>
  selected.filter((key) => nodes[key]).slice(0, MAX_COMPARED)

/** The letters of what is compared. */
export const LETTERS = 'ABCDEF'

/** True when there is a map of what an edit changed. */
export const isMeasured = (node: NodeView | undefined): node is EditView =>
  node?.kind === 'edit' && node.image !== null && node.keptShare !== null

/** The result before or after this one in its run, going round. */
export function findNeighbour(nodes: Nodes, key: NodeKey, step: 1 | -1): NodeKey | undefined {
  const node = nodes[key]
  if (node?.kind !== 'edit') return undefined
  const run = listRun(Object.values(nodes), node.runId)
  const at = run.findIndex((edit) => edit.id === node.id)
  const next = run[(at + step + run.length) % run.length]
  return next && next.id !== node.id ? keyOfEdit(next.id) : undefined
}

/** What to show after the page was opened: the run of the newest edit, unless a photo was added since. */
export function newestRun(nodes: readonly NodeView[]): EditView[] {
  let newest: NodeView | undefined
  for (const node of nodes) if (!newest || node.createdAt >= newest.createdAt) newest = node
  return newest?.kind === 'edit' ? listRun(nodes, newest.runId) : []
}
