import type { NodeRef, NodeView } from '@/lib/edits/view'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

/** `edit:ID` or `root:IMAGEID`: the key of a node in the store. */
export type NodeKey = string

export function keyOf(ref: NodeRef): NodeKey {
  return ref.kind === 'edit' ? `edit:${ref.id}` : `root:${ref.imageId}`
}

export function refOf(node: NodeView): NodeRef {
  return node.kind === 'edit' ? { kind: 'edit', id: node.id } : { kind: 'root', imageId: node.image.id }
}

/** All uploads and edits of the project, as the server told them last. What is selected or shown is not known here. */
export type NodesSlice = {
  nodes: Readonly<Record<NodeKey, NodeView>>
  applyNodes: (nodes: readonly NodeView[]) => void
  dropNodes: (refs: readonly NodeRef[]) => void
  replaceNodes: (nodes: readonly NodeView[]) => void
}

const byKey = (nodes: readonly NodeView[]) =>
  Object.fromEntries(nodes.map((node) => [keyOf(refOf(node)), node]))

export function createNodesSlice(
  set: SetState<NodesSlice>,
  get: GetState<NodesSlice>,
  { snapshot }: Pick<StudioParts, 'snapshot'>,
): NodesSlice {
  return {
    nodes: byKey(snapshot.nodes),
    applyNodes: (nodes) => set({ nodes: { ...get().nodes, ...byKey(nodes) } }),
    dropNodes: (refs) => {
      const gone = new Set(refs.map(keyOf))
      set({ nodes: Object.fromEntries(Object.entries(get().nodes).filter(([key]) => !gone.has(key))) })
    },
    replaceNodes: (nodes) => set({ nodes: byKey(nodes) }),
  }
}
