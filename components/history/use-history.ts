'use client'

import { useEffect, useMemo } from 'react'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import type { TreeRow } from '@/lib/edits/view'
import { withAncestors } from '@/lib/history/lineage'
import { isUpload } from '@/lib/history/node-key'
import { buildTree, listFlat, listRows } from '@/lib/history/tree'

/** How long to wait before the outline is asked for again. */
const RETRY_MS = 1000

/** The lines of the history as they are to be shown now. */
export type ShownHistory = {
  /** Of a long history at first only some: the first of them is line `startRow` of `rowCount`. */
  rows: readonly TreeRow[]
  startRow: number
  rowCount: number
  /** The line to begin with at the top. */
  topRow: number
  /** Uploads and edits. */
  nodeCount: number
  /** Edits alone; undefined until all nodes are known. */
  editCount: number | undefined
  /** How many match, while something is looked for. */
  foundCount: number | undefined
}

export function useHistory(): ShownHistory {
  const outline = useStudio((state) => state.outline)
  const excerpt = useStudio((state) => state.excerpt)
  const closed = useStudio((state) => state.closed)
  const order = useStudio((state) => (state.query.sort === 'newest' ? 'newest' : 'oldest'))
  const found = useStudio((state) => state.found)
  useOutline(excerpt !== null)
  const tree = useMemo(() => buildTree(outline.values(), order), [outline, order])
  const rows = useMemo(() => {
    if (!found) return listRows(tree, closed)
    return found.isList ? listFlat(tree, found.keys) : listRows(tree, closed, withAncestors(tree, found.keys))
  }, [tree, closed, found])
  const editCount = useMemo(() => [...outline.keys()].filter((key) => !isUpload(key)).length, [outline])
  const foundCount = found?.keys.length
  return excerpt
    ? { ...excerpt, nodeCount: excerpt.rowCount, editCount: undefined, foundCount }
    : {
        rows,
        startRow: 0,
        rowCount: rows.length,
        topRow: 0,
        nodeCount: outline.size,
        editCount,
        foundCount,
      }
}

/** Asks for what an excerpt leaves out, until it is there. */
function useOutline(isMissing: boolean): void {
  const store = useStudioStore()
  useEffect(() => {
    if (!isMissing) return
    const leaving = new AbortController()
    let timer: ReturnType<typeof setTimeout>
    const load = () =>
      void store
        .getState()
        .loadOutline(leaving.signal)
        .catch(() => {
          if (!leaving.signal.aborted) timer = setTimeout(load, RETRY_MS)
        })
    load()
    return () => {
      leaving.abort()
      clearTimeout(timer)
    }
  }, [store, isMissing])
}
