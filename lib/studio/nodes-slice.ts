import type { NodeRef, NodeView } from '@/lib/edits/view'
import { keyOf, keyOfNode, type NodeKey } from '@/lib/history/node-key'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

/** All uploads and edits of the project, as the server told them last. What is selected or shown is not known here. */
export type NodesSlice = {
  nodes: Readonly<Record<NodeKey, NodeView>>
  applyNodes: (nodes: readonly NodeView[]) => void
  /** Takes in what a command answered: an event that came before the answer knows better. */
  addNodes: (nodes: readonly NodeView[]) => void
  dropNodes: (refs: readonly NodeRef[]) => void
  replaceNodes: (nodes: readonly NodeView[]) => void
}

const byKey = (nodes: readonly NodeView[]) => Object.fromEntries(nodes.map((node) => [keyOfNode(node), node]))

export function createNodesSlice(
  set: SetState<NodesSlice>,
  get: GetState<NodesSlice>,
  { snapshot }: Pick<StudioParts, 'snapshot'>,
): NodesSlice {
  return {
    nodes: byKey(snapshot.nodes),
    applyNodes: (nodes) => set({ nodes: { ...get().nodes, ...byKey(nodes) } }),
    addNodes: (nodes) => set({ nodes: { ...byKey(nodes), ...get().nodes } }),
    dropNodes: (refs) => {
      const gone = new Set(refs.map(keyOf))
      set({ nodes: Object.fromEntries(Object.entries(get().nodes).filter(([key]) => !gone.has(key))) })
    },
    replaceNodes: (nodes) => set({ nodes: byKey(nodes) }),
  }
}
