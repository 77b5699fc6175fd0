import type { TreeRow } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'

export type TreeStep = { kind: 'focus'; key: NodeKey } | { kind: 'open'; key: NodeKey; isOpen: boolean }

/** Rows of a page of the tree: what Page Up and Page Down move by. */
const PAGE_ROWS = 10

/** What an arrow key does in a file tree; undefined for any other key and at the ends. */
export function walkTree(rows: readonly TreeRow[], focused: NodeKey, pressed: string): TreeStep | undefined {
  const at = rows.findIndex((row) => row.key === focused)
  const row = rows[at]
  if (!row) return undefined
  const focus = (index: number): TreeStep | undefined => {
    const to = rows[Math.min(Math.max(index, 0), rows.length - 1)]
    return to && to !== row ? { kind: 'focus', key: to.key } : undefined
  }
  if (pressed === 'ArrowDown') return focus(at + 1)
  if (pressed === 'ArrowUp') return focus(at - 1)
  if (pressed === 'PageDown') return focus(at + PAGE_ROWS)
  if (pressed === 'PageUp') return focus(at - PAGE_ROWS)
  if (pressed === 'Home') return focus(0)
  if (pressed === 'End') return focus(rows.length - 1)
  if (pressed === 'ArrowRight') {
    if (row.isOpen === false) return { kind: 'open', key: row.key, isOpen: true }
    return row.isOpen ? focus(at + 1) : undefined
  }
  if (pressed === 'ArrowLeft') {
    if (row.isOpen) return { kind: 'open', key: row.key, isOpen: false }
    return row.parentKey ? { kind: 'focus', key: row.parentKey } : undefined
  }
  return undefined
}
