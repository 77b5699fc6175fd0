import type { NodeView } from '@/lib/edits/view'
import { keyOfEdit, type NodeKey } from '@/lib/history/node-key'
import { parentKeysOf } from '@/lib/history/outline/outline'
import { listRun } from '@/lib/history/run-results'

/** What takes the place of a deleted node: another result of its run, or what it was made of. */
export function findNearest(
  nodes: Readonly<Record<NodeKey, NodeView>>,
  key: NodeKey,
  gone: ReadonlySet<NodeKey>,
): NodeKey | undefined {
  const node = nodes[key]
  if (node?.kind !== 'edit') return undefined
  const run = listRun(Object.values(nodes), node.runId).map((edit) => keyOfEdit(edit.id))
  return [...run, ...parentKeysOf(node)].find((other) => nodes[other] && !gone.has(other))
}
