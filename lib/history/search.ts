import { STATE_WORDS } from '@/lib/edits/state'
import type { NodeView } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import type { EditTree } from '@/lib/history/tree'

export type HistoryQuery = { text: string; isStarredOnly: boolean }

/** The name of a model by its id; the catalogue itself is too large for the browser. */
export type NameOfModel = (modelId: string) => string

export const isSearching = (query: HistoryQuery): boolean => query.isStarredOnly || query.text.trim() !== ''

/** The nodes in which every word of the query occurs: in the prompt, the model, the state or the name. */
export function searchTree({ nodes }: EditTree, query: HistoryQuery, nameOfModel: NameOfModel): Set<NodeKey> {
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = new Set<NodeKey>()
  for (const { key, view } of nodes.values()) {
    if (query.isStarredOnly && !view.starred) continue
    const text = words.length > 0 ? textOf(view, nameOfModel) : ''
    if (words.every((word) => text.includes(word))) found.add(key)
  }
  return found
}

/** All words by which a node can be found, in lower case. */
function textOf(view: NodeView, nameOfModel: NameOfModel): string {
  if (view.kind === 'root') return `${view.name} ${view.title ?? ''}`.toLowerCase()
  const parts = [view.prompt, view.title, nameOfModel(view.modelId), STATE_WORDS[view.state]]
  return parts.join(' ').toLowerCase()
}
