import type { NodeRef, NodeView } from '@/lib/edits/view'

/** `edit:ID` or `root:IMAGEID`: how a node of the tree is named in the browser. */
export type NodeKey = string

export function keyOf(ref: NodeRef): NodeKey {
  return ref.kind === 'edit' ? `edit:${ref.id}` : `root:${ref.imageId}`
}

export function refOf(node: NodeView): NodeRef {
  return node.kind === 'edit' ? { kind: 'edit', id: node.id } : { kind: 'root', imageId: node.image.id }
}

export const keyOfNode = (node: NodeView): NodeKey => keyOf(refOf(node))
export const keyOfEdit = (id: string): NodeKey => `edit:${id}`
export const keyOfRoot = (imageId: string): NodeKey => `root:${imageId}`
export const isUpload = (key: NodeKey | undefined): boolean => key?.startsWith('root:') ?? false

/** What a key names. Keys are made here alone: one that is malformed is a fault of ours. */
export function refOfKey(key: NodeKey): NodeRef {
  const name = key.slice(key.indexOf(':') + 1)
  return key.startsWith('edit:') ? { kind: 'edit', id: name } : { kind: 'root', imageId: name }
}
