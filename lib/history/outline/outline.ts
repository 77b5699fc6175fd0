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
