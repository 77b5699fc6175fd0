import { keyOfEdit, keyOfRoot, type NodeKey } from '@/lib/history/node-key'
import type { OutlineEntry } from '@/lib/history/outline/outline'

/** The outline as it comes from the server. A parent is a place in `edits`, or behind them in `roots`; -1 for none. */
export type OutlineReply = {
  edits: [id: string, parent: number, atMs: number, position: number][]
  roots: [imageId: string, atMs: number][]
}

/** What the server answered, as the tree takes it. */
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
