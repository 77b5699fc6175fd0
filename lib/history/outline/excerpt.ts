import type { HistoryExcerpt } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import type { Outline, OutlineEntry } from '@/lib/history/outline/outline'
import { buildTree, listRows } from '@/lib/history/tree'

/** Lines above the newest node that are in sight with it at first. */
const LINES_ABOVE = 3
/** Lines that are sent before the first and behind the last that can be seen: some screens full. */
const SPARE_LINES = 24
const SEEN_LINES = 32

/** The lines around the newest node, and which node that is. */
export function findExcerpt(outline: Outline): { excerpt: HistoryExcerpt; newestKey: NodeKey | undefined } {
  const rows = listRows(buildTree(outline.values()), new Set())
  const newestKey = findNewest(outline.values())
  const newestRow = rows.findIndex(({ key }) => key === newestKey)
  const topRow = Math.max(0, Math.min(newestRow - LINES_ABOVE, rows.length - SEEN_LINES))
  const startRow = Math.max(0, topRow - SPARE_LINES)
  const shown = rows.slice(startRow, topRow + SEEN_LINES + SPARE_LINES)
  return { excerpt: { rows: shown, startRow, rowCount: rows.length, topRow }, newestKey }
}

function findNewest(entries: Iterable<OutlineEntry>): NodeKey | undefined {
  let newest: OutlineEntry | undefined
  for (const entry of entries) if (!newest || entry.atMs >= newest.atMs) newest = entry
  return newest?.key
}
