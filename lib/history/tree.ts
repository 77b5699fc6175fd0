import type { TreeRow } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import type { OutlineEntry } from '@/lib/history/outline/outline'

/** The edit tree: uploads are roots, an edit hangs under what made its primary input. Pure; built anew from all entries. */

export type TreeNode = { key: NodeKey; parentKey: NodeKey | null; childKeys: NodeKey[]; under: number }
export type EditTree = { nodes: ReadonlyMap<NodeKey, TreeNode>; rootKeys: readonly NodeKey[] }

/** Which end of time stands first among siblings. */
export type TreeOrder = 'oldest' | 'newest'

/** Results of one run stand together in the order of the run. */
export function buildTree(entries: Iterable<OutlineEntry>, order: TreeOrder = 'oldest'): EditTree {
  const sorted = [...entries].sort(order === 'oldest' ? byAge : byYouth)
  const nodes = new Map<NodeKey, TreeNode>()
  for (const { key } of sorted) nodes.set(key, { key, parentKey: null, childKeys: [], under: 0 })
  const rootKeys: NodeKey[] = []
  for (const { key, parentKeys } of sorted) {
    const node = nodes.get(key)!
    const parentKey = parentKeys.find((parent) => parent !== key && nodes.has(parent))
    if (parentKey) nodes.get(parentKey)!.childKeys.push(key)
    else rootKeys.push(key)
    node.parentKey = parentKey ?? null
  }
  countUnder(nodes, rootKeys)
  return { nodes, rootKeys }
}

const byAge = (a: OutlineEntry, b: OutlineEntry) => a.atMs - b.atMs || inRun(a, b)
const byYouth = (a: OutlineEntry, b: OutlineEntry) => b.atMs - a.atMs || inRun(a, b)
/** The key decides last, so that the order never depends on where the entries came from. */
const inRun = (a: OutlineEntry, b: OutlineEntry) => a.position - b.position || (a.key < b.key ? -1 : 1)

/** Gives every node the number of those under it; without recursion, as a branch may be thousands long. */
function countUnder(nodes: Map<NodeKey, TreeNode>, rootKeys: readonly NodeKey[]): void {
  const downwards: TreeNode[] = []
  const open = rootKeys.map((key) => nodes.get(key)!)
  for (let node = open.pop(); node; node = open.pop()) {
    downwards.push(node)
    for (const key of node.childKeys) open.push(nodes.get(key)!)
  }
  for (const node of downwards.reverse())
    if (node.parentKey) nodes.get(node.parentKey)!.under += node.under + 1
}

/**
 * The lines to show, from top to bottom. Items are open until the user closes them. With `visible` only those nodes
 * are shown, and all of them, whatever is closed: a search must not hide what it found.
 */
export function listRows(
  { nodes, rootKeys }: EditTree,
  closed: ReadonlySet<NodeKey>,
  visible?: ReadonlySet<NodeKey>,
): TreeRow[] {
  const rows: TreeRow[] = []
  const levels = [{ keys: shown(rootKeys), next: 0 }]
  while (levels.length > 0) {
    const level = levels.at(-1)!
    const node = nodes.get(level.keys[level.next++] ?? '')
    if (!node) {
      levels.pop()
      continue
    }
    const children = shown(node.childKeys)
    const isOpen = children.length > 0 ? visible !== undefined || !closed.has(node.key) : undefined
    rows.push({
      key: node.key,
      parentKey: node.parentKey,
      level: levels.length,
      isOpen,
      position: level.next,
      siblings: level.keys.length,
      under: node.under,
    })
    if (isOpen) levels.push({ keys: children, next: 0 })
  }
  return rows

  function shown(keys: readonly NodeKey[]): readonly NodeKey[] {
    return visible ? keys.filter((key) => visible.has(key)) : keys
  }
}

/** The nodes of a list as lines without a tree, in its order; those that are gone are left out. */
export function listFlat({ nodes }: EditTree, keys: readonly NodeKey[]): TreeRow[] {
  const found = keys.flatMap((key) => nodes.get(key) ?? [])
  return found.map(({ key, under }, index) => ({
    key,
    parentKey: null,
    level: 1,
    position: index + 1,
    siblings: found.length,
    under,
  }))
}
