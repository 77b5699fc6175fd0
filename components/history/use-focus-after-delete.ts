'use client'

import { useEffect, useRef } from 'react'
import type { ShownHistory } from '@/components/history/use-history'
import type { NodeKey } from '@/lib/history/node-key'
import { fieldId } from '@/lib/studio/keys/field-focus'

type Looked = {
  history: Pick<ShownHistory, 'rows' | 'nodeCount'>
  /** The row that had the focus last. */
  focusedKey: NodeKey | undefined
  shownKey: NodeKey | undefined
  focusRow: (key: NodeKey) => void
}

/**
 * When what had the focus goes away with what was deleted, be it a row, a button above the rows or one on the stage, a
 * row takes it: what is shown in place of the deleted, or else what has moved up.
 */
export function useFocusAfterDelete({ history, focusedKey, shownKey, focusRow }: Looked): void {
  const last = useRef<Element>(undefined)
  const before = useRef({ history, focusedKey, shownKey })
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      last.current = target as Element
    }
    document.addEventListener('focusin', remember)
    return () => {
      document.removeEventListener('focusin', remember)
      // The history is empty.
      if (isLost(last.current)) document.getElementById(fieldId('inputs'))?.focus()
    }
  }, [])
  useEffect(() => {
    const past = before.current
    before.current = { history, focusedKey, shownKey }
    if (history.nodeCount >= past.history.nodeCount || !isLost(last.current)) return
    const { rows } = history
    const at = past.history.rows.findIndex(({ key }) => key === past.focusedKey)
    const movedUp = rows[Math.min(Math.max(at, 0), rows.length - 1)]?.key
    const key = shownKey === past.shownKey ? movedUp : (shownKey ?? movedUp)
    if (key) focusRow(key)
  })
}

const isLost = (held: Element | undefined): boolean =>
  held !== undefined && !held.isConnected && document.activeElement === document.body
