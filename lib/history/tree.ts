import type { EditView, NodeView } from '@/lib/edits/view'
import { keyOfEdit, keyOfNode, keyOfRoot, type NodeKey } from '@/lib/history/node-key'

/** The edit tree: uploads are roots, an edit hangs under what made its primary input. Pure; built anew from all nodes. */

export type TreeNode = { key: NodeKey; view: NodeView; parentKey: NodeKey | null; childKeys: NodeKey[] }
export type EditTree = { nodes: ReadonlyMap<NodeKey, TreeNode>; rootKeys: readonly NodeKey[] }

/** Oldest first; results of one run stand together in the order of the run. */
export function buildTree(views: Iterable<NodeView>): EditTree {
  const nodes = new Map<NodeKey, TreeNode>()
  for (const view of [...views].sort(byAge)) {
    const key = keyOfNode(view)
    nodes.set(key, { key, view, parentKey: null, childKeys: [] })
  }
  const rootKeys: NodeKey[] = []
  for (const node of nodes.values()) {
    const parent = findParent(node, nodes)
    if (parent) parent.childKeys.push(node.key)
    else rootKeys.push(node.key)
    node.parentKey = parent?.key ?? null
  }
  return { nodes, rootKeys }
}

function findParent({ key, view }: TreeNode, nodes: Map<NodeKey, TreeNode>): TreeNode | undefined {
  if (view.kind === 'root') return undefined
  const imageId = view.inputImageId ?? view.rootImageId
  const parentKey = view.parentEditId ? keyOfEdit(view.parentEditId) : imageId && keyOfRoot(imageId)
  return parentKey && parentKey !== key ? nodes.get(parentKey) : undefined
}

function byAge(a: NodeView, b: NodeView): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1
  if (a.kind === 'edit' && b.kind === 'edit') {
    return a.runId === b.runId ? a.position - b.position : a.runId < b.runId ? -1 : 1
  }
  return a.kind === b.kind ? 0 : a.kind === 'root' ? -1 : 1
}

/** One line of the tree as it is shown. `isOpen` is undefined for a node without children. */
export type TreeRow = {
  key: NodeKey
  view: NodeView
  parentKey: NodeKey | null
  level: number
  isOpen: boolean | undefined
  position: number
  siblings: number
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
      view: node.view,
      parentKey: node.parentKey,
      level: levels.length,
      isOpen,
      position: level.next,
      siblings: level.keys.length,
    })
    if (isOpen) levels.push({ keys: children, next: 0 })
  }
  return rows

  function shown(keys: readonly NodeKey[]): readonly NodeKey[] {
    return visible ? keys.filter((key) => visible.has(key)) : keys
  }
}

/** How many edits hang under each upload, for "7 edits". */
export function countEdits({ nodes }: EditTree, key: NodeKey): number {
  let count = 0
  const open = [...(nodes.get(key)?.childKeys ?? [])]
  for (let next = open.pop(); next; next = open.pop()) {
    count++
    open.push(...(nodes.get(next)?.childKeys ?? []))
  }
  return count
}

/** All results of the run that an edit belongs to, in the order of the run. */
export function listRun(views: Iterable<NodeView>, runId: string): EditView[] {
  const edits: EditView[] = []
  for (const view of views) if (view.kind === 'edit' && view.runId === runId) edits.push(view)
  return edits.sort((a, b) => a.position - b.position)
}
