import type { HistoryExcerpt, NodeRef, NodeView, StudioSnapshot } from '@/lib/edits/view'
import { keyOf, keyOfNode, type NodeKey } from '@/lib/history/node-key'
import { entryOf, type Outline, type OutlineEntry } from '@/lib/history/outline/outline'
import type { ProjectSlice } from '@/lib/studio/project-slice'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

/** How many nodes are asked for at once: their names have to fit into an address. */
const PAGE_NODES = 60

/**
 * The uploads and edits of the project, as the server told them last. Of a long history those that were seen or changed;
 * where each of the others stands is known. What is selected or shown is not known here.
 */
export type NodesSlice = {
  nodes: Readonly<Record<NodeKey, NodeView>>
  /** Every node of the history, also those that are not in `nodes`; complete when there is no excerpt. */
  outline: Outline
  /** The lines that stand for the tree until its outline is there. */
  excerpt: HistoryExcerpt | null
  applyNodes: (nodes: readonly NodeView[]) => void
  /** Takes in what a command answered: an event that came before the answer knows better. */
  addNodes: (nodes: readonly NodeView[]) => void
  dropNodes: (refs: readonly NodeRef[]) => void
  replaceNodes: (snapshot: Pick<StudioSnapshot, 'nodes' | 'excerpt'>) => void
  /** Asks for the outline when there is only an excerpt. */
  loadOutline: (signal: AbortSignal) => Promise<void>
  /** Asks for those nodes that are not here. */
  loadNodes: (signal: AbortSignal, keys: readonly NodeKey[]) => Promise<void>
  /** True when all that the stage needs beside a node is here. */
  isSurrounded: (key: NodeKey) => boolean
  loadSurroundings: (signal: AbortSignal, key: NodeKey) => Promise<void>
}

type Needs = NodesSlice & Pick<ProjectSlice, 'project'>
type OutlineChange = (outline: Map<NodeKey, OutlineEntry>) => void

const byKey = (nodes: readonly NodeView[]) => Object.fromEntries(nodes.map((node) => [keyOfNode(node), node]))
const outlineOf = (nodes: readonly NodeView[]) =>
  new Map(nodes.map((node) => [keyOfNode(node), entryOf(node)]))

export function createNodesSlice(
  set: SetState<Needs>,
  get: GetState<Needs>,
  { snapshot, history }: Pick<StudioParts, 'snapshot' | 'history'>,
): NodesSlice {
  let isLong = snapshot.excerpt !== undefined
  let surrounded = new Set<NodeKey>()
  /** What was told while the outline was on its way. */
  let meanwhile: OutlineChange[] | undefined

  const changeOutline = (change: OutlineChange) => {
    meanwhile?.push(change)
    const outline = new Map(get().outline)
    change(outline)
    set({ outline })
  }
  const placeNew = (nodes: readonly NodeView[]) => {
    const { outline } = get()
    const fresh = meanwhile ? nodes : nodes.filter((node) => !outline.has(keyOfNode(node)))
    if (fresh.length > 0)
      changeOutline((places) => {
        for (const node of fresh) places.set(keyOfNode(node), entryOf(node))
      })
  }
  const add = (nodes: readonly NodeView[]) => set({ nodes: { ...byKey(nodes), ...get().nodes } })

  return {
    nodes: byKey(snapshot.nodes),
    outline: outlineOf(snapshot.nodes),
    excerpt: snapshot.excerpt ?? null,
    applyNodes: (nodes) => {
      set({ nodes: { ...get().nodes, ...byKey(nodes) } })
      placeNew(nodes)
    },
    addNodes: (nodes) => {
      add(nodes)
      placeNew(nodes)
    },
    dropNodes: (refs) => {
      const gone = new Set(refs.map(keyOf))
      set({ nodes: Object.fromEntries(Object.entries(get().nodes).filter(([key]) => !gone.has(key))) })
      changeOutline((places) => {
        for (const key of gone) places.delete(key)
      })
    },
    replaceNodes: ({ nodes, excerpt }) => {
      isLong = excerpt !== undefined
      surrounded = new Set()
      set({ nodes: byKey(nodes), outline: outlineOf(nodes), excerpt: excerpt ?? null })
    },
    loadOutline: async (signal) => {
      if (!get().excerpt || meanwhile) return
      const told: OutlineChange[] = []
      meanwhile = told
      try {
        const [reply, { readReply }] = await Promise.all([
          history.readOutline(signal, get().project.id),
          import('@/lib/history/outline/outline-reply'),
        ])
        const outline = readReply(reply)
        for (const change of told) change(outline)
        set({ outline, excerpt: null })
      } finally {
        meanwhile = undefined
      }
    },
    loadNodes: async (signal, keys) => {
      const { nodes, project } = get()
      const missing = keys.filter((key) => !nodes[key])
      const pages = Array.from({ length: Math.ceil(missing.length / PAGE_NODES) }, (_, page) =>
        missing.slice(page * PAGE_NODES, (page + 1) * PAGE_NODES),
      )
      for (const page of pages) add(await history.readNodes(signal, project.id, page))
    },
    isSurrounded: (key) => !isLong || surrounded.has(key),
    loadSurroundings: async (signal, key) => {
      const found = await history.readSurroundings(signal, get().project.id, key)
      add(found)
      surrounded.add(key)
    },
  }
}
