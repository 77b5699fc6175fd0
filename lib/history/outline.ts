import type { NodeView } from '@/lib/edits/view'
import { keyOfEdit, keyOfNode, keyOfRoot, type NodeKey } from '@/lib/history/node-key'

/** What the tree knows of a node without showing it. */
export type OutlineEntry = {
  key: NodeKey
  /** Under which node it hangs: the first of these that is there. */
  parentKeys: readonly NodeKey[]
  atMs: number
  /** Order among those of the same moment. */
  position: number
}

export type Outline = ReadonlyMap<NodeKey, OutlineEntry>

/** The outline as it comes from the server. A parent is a place in `edits`, or behind them in `roots`; -1 for none. */
export type OutlineReply = {
  edits: [id: string, parent: number, atMs: number, position: number][]
  roots: [imageId: string, atMs: number][]
}

export type ParentIds = {
  parentEditId: string | null
  inputImageId: string | null
  rootImageId: string | null
}

/** The edit that made the primary input; where that is not in this project, the upload with its picture, or the first one. */
export function parentKeysOf({ parentEditId, inputImageId, rootImageId }: ParentIds): NodeKey[] {
  const keys = [
    parentEditId && keyOfEdit(parentEditId),
    inputImageId && keyOfRoot(inputImageId),
    rootImageId && keyOfRoot(rootImageId),
  ]
  return keys.filter((key): key is NodeKey => Boolean(key))
}

export function entryOf(view: NodeView): OutlineEntry {
  const key = keyOfNode(view)
  const atMs = Date.parse(view.createdAt)
  return view.kind === 'root'
    ? { key, parentKeys: [], atMs, position: -1 }
    : { key, parentKeys: parentKeysOf(view), atMs, position: view.position }
}

export function readReply({ edits, roots }: OutlineReply): Map<NodeKey, OutlineEntry> {
  const keys = [...edits.map(([id]) => keyOfEdit(id)), ...roots.map(([imageId]) => keyOfRoot(imageId))]
  const entries = new Map<NodeKey, OutlineEntry>()
  for (const [index, [, parent, atMs, position]] of edits.entries()) {
    const parentKey = keys[parent]
    const key = keys[index]!
    entries.set(key, { key, parentKeys: parentKey ? [parentKey] : [], atMs, position })
  }
  for (const [imageId, atMs] of roots) {
    const key = keyOfRoot(imageId)
    entries.set(key, { key, parentKeys: [], atMs, position: -1 })
  }
  return entries
}
