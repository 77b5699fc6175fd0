import type { NodeKey } from '@/lib/history/node-key'
import type { EditTree, TreeNode } from '@/lib/history/tree'

/** The branch of a node: from the upload down to the node itself; empty for a node that is gone. */
export function findLineage({ nodes }: EditTree, key: NodeKey): TreeNode[] {
  const branch: TreeNode[] = []
  for (let node = nodes.get(key); node; node = node.parentKey ? nodes.get(node.parentKey) : undefined) {
    branch.unshift(node)
  }
  return branch
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
