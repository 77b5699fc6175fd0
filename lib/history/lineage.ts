import type { NodeView } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import { parentKeysOf } from '@/lib/history/outline/outline'
import type { EditTree } from '@/lib/history/tree'

/** The branch of a node: from the upload down to the node itself; empty for a node that is gone. */
export function findLineage(nodes: Readonly<Record<NodeKey, NodeView>>, key: NodeKey): NodeView[] {
  const branch: NodeView[] = []
  for (let node = nodes[key]; node; node = findParent(nodes, node)) branch.push(node)
  return branch.reverse()
}

/** Under which node another one hangs; undefined for an upload. */
export function findParent(nodes: Readonly<Record<NodeKey, NodeView>>, node: NodeView): NodeView | undefined {
  if (node.kind === 'root') return undefined
  const key = parentKeysOf(node).find((parentKey) => nodes[parentKey])
  return key === undefined ? undefined : nodes[key]
}

/** The given nodes and everything above them. */
export function withAncestors(tree: EditTree, keys: Iterable<NodeKey>): Set<NodeKey> {
  const found = new Set<NodeKey>()
  for (const key of keys) {
    for (let node = tree.nodes.get(key); node && !found.has(node.key); ) {
      found.add(node.key)
      node = node.parentKey ? tree.nodes.get(node.parentKey) : undefined
    }
  }
  return found
}
