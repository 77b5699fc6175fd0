'use client'

import { Button } from '@/components/ui/button'
import { Trash2 } from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import type { NodeView } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import { canBeChecked } from '@/lib/studio/history/edit-outs'
import type { FoundNodes } from '@/lib/studio/history/found-nodes'

/** Deletes every failed edit that was found; there while no other state is looked for. */
export function DeleteFailed() {
  const store = useStudioStore()
  const count = useStudio(({ found, nodes }) => listFailed(found, nodes).length)
  if (count === 0) return null
  const handleClick = () => {
    const { found, nodes, searchHistory, remove } = store.getState()
    const failed = listFailed(found, nodes)
    // What is deleted stands in the midst of the history again, should it come back.
    searchHistory({ states: [] })
    void remove(failed)
  }
  return (
    <Button look="outline" size="small" icon={<Trash2 />} onClick={handleClick}>
      Delete {count.toLocaleString('en')} failed
    </Button>
  )
}

/** What the server says, also of rows that were never in sight, without what was tried again since. */
function listFailed(found: FoundNodes | null, nodes: Readonly<Record<NodeKey, NodeView>>): NodeKey[] {
  return (found?.removable ?? []).filter((key) => {
    const node = nodes[key]
    return node?.kind !== 'edit' || (node.state === 'failed' && !canBeChecked(node))
  })
}
