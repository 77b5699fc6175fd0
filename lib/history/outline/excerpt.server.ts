import 'server-only'
import { sql } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import type { HistoryExcerpt, NodeView } from '@/lib/edits/view'
import { keyOfNode, refOfKey } from '@/lib/history/node-key'
import type { Outlines } from '@/lib/history/outline/outlines.server'
import { readNodes, readSurroundings } from '@/lib/history/outline/surroundings.server'

/** Up to here a history is sent whole: as many rows as the screen draws without a window. */
export const WHOLE_UP_TO = 200

/** True when a history is too long to be sent whole. */
export async function isLong(db: Pick<Records, 'execute'>, projectId: string): Promise<boolean> {
  const { rows } = await db.execute(sql`
    (select 1 from edits where project_id = ${projectId} and deleted_at is null limit ${WHOLE_UP_TO + 1})
    union all
    (select 1 from roots where project_id = ${projectId} and deleted_at is null limit ${WHOLE_UP_TO + 1})
    limit ${WHOLE_UP_TO + 1}`)
  return rows.length > WHOLE_UP_TO
}

/**
 * What is seen first of a long history: the lines around its newest node, and what the stage needs to show that.
 * @param reader a transaction that sees one moment
 */
export async function readExcerpt(
  reader: Pick<Records, 'select' | 'execute'>,
  outlines: Outlines,
  projectId: string,
): Promise<{ excerpt: HistoryExcerpt; nodes: NodeView[] }> {
  const { excerpt, newestKey } = await outlines.read(reader, projectId)
  const around = await readSurroundings(reader, projectId, newestKey ? [refOfKey(newestKey)] : [])
  const known = new Set(around.map(keyOfNode))
  const missing = excerpt.rows.filter(({ key }) => !known.has(key)).map(({ key }) => refOfKey(key))
  return { excerpt, nodes: [...around, ...(await readNodes(reader, projectId, missing))] }
}
