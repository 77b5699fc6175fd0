import 'server-only'
import { sql } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import type { HistoryExcerpt, NodeView } from '@/lib/edits/view'
import { keyOfNode, type NodeKey, refOfKey } from '@/lib/history/node-key'
import type { OutlineEntry } from '@/lib/history/outline'
import { readOutline } from '@/lib/history/outline.server'
import { readReply } from '@/lib/history/outline-reply'
import { readNodes, readSurroundings } from '@/lib/history/surroundings.server'
import { buildTree, listRows } from '@/lib/history/tree'

/** Up to here a history is sent whole: as many rows as the screen draws without a window. */
export const WHOLE_UP_TO = 200
/** Lines above the newest node that are in sight with it at first. */
const LINES_ABOVE = 3
/** Lines that are sent before the first and behind the last that can be seen: some screens full. */
const SPARE_LINES = 24
const SEEN_LINES = 32

/** True when a history is too long to be sent whole. */
export async function isLong(db: Pick<Records, 'execute'>, projectId: string): Promise<boolean> {
  const counted = await db.execute<{ count: number }>(sql`
    select (select count(*)::int from edits where project_id = ${projectId} and deleted_at is null)
      + (select count(*)::int from roots where project_id = ${projectId} and deleted_at is null) as count`)
  return counted.rows[0]!.count > WHOLE_UP_TO
}

/** What is seen first of a long history: the lines around its newest node, and what the stage needs to show that. */
export async function readExcerpt(
  db: Pick<Records, 'select' | 'execute'>,
  projectId: string,
): Promise<{ excerpt: HistoryExcerpt; nodes: NodeView[] }> {
  const outline = readReply(await readOutline(db, projectId))
  const rows = listRows(buildTree(outline.values()), new Set())
  const newestKey = findNewest(outline.values())
  const newestRow = rows.findIndex(({ key }) => key === newestKey)
  const topRow = Math.max(0, Math.min(newestRow - LINES_ABOVE, rows.length - SEEN_LINES))
  const startRow = Math.max(0, topRow - SPARE_LINES)
  const shown = rows.slice(startRow, topRow + SEEN_LINES + SPARE_LINES)
  const around = await readSurroundings(db, projectId, newestKey ? [refOfKey(newestKey)] : [])
  const known = new Set(around.map(keyOfNode))
  const missing = shown.filter(({ key }) => !known.has(key)).map(({ key }) => refOfKey(key))
  return {
    excerpt: { rows: shown, startRow, rowCount: rows.length, topRow },
    nodes: [...around, ...(await readNodes(db, projectId, missing))],
  }
}

function findNewest(entries: Iterable<OutlineEntry>): NodeKey | undefined {
  let newest: OutlineEntry | undefined
  for (const entry of entries) if (!newest || entry.atMs >= newest.atMs) newest = entry
  return newest?.key
}
