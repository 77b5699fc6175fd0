'use client'

import { useMemo } from 'react'
import { useStudio } from '@/components/ui/studio-provider'
import { withAncestors } from '@/lib/history/lineage'
import { isSearching, searchTree } from '@/lib/history/search'
import { buildTree, listRows } from '@/lib/history/tree'

/** The tree of the project and the rows of it to show now. */
export function useHistory() {
  const nodes = useStudio((state) => state.nodes)
  const cards = useStudio((state) => state.cards)
  const closed = useStudio((state) => state.closed)
  const query = useStudio((state) => state.query)
  const tree = useMemo(() => buildTree(Object.values(nodes)), [nodes])
  const found = useMemo(() => {
    if (!isSearching(query)) return undefined
    const names = new Map(cards.map((card) => [card.id, card.name]))
    return searchTree(tree, query, (id) => names.get(id) ?? id)
  }, [tree, query, cards])
  const rows = useMemo(
    () => listRows(tree, closed, found && withAncestors(tree, found)),
    [tree, closed, found],
  )
  return { tree, rows, foundCount: found?.size, query }
}
