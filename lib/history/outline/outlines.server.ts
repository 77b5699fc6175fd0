import 'server-only'
import type { Records } from '@/lib/db/connection.server'
import { latestEventId } from '@/lib/edits/event-records.server'
import type { HistoryExcerpt } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import { findExcerpt } from '@/lib/history/outline/excerpt'
import { readOutline } from '@/lib/history/outline/outline.server'
import { readReply } from '@/lib/history/outline/outline-reply'

/** What is made of the outline of a project. */
export type KeptOutline = {
  /** The `OutlineReply` as JSON. */
  reply: string
  excerpt: HistoryExcerpt
  newestKey: NodeKey | undefined
}

export type Outlines = {
  /** @param reader a transaction that sees one moment */
  read(reader: Pick<Records, 'select' | 'execute'>, projectId: string): Promise<KeptOutline>
}

/** The outline of ten thousand edits takes 0.6 MB. */
const MAX_KEPT = 4

/**
 * The outlines that were read last, each with the last event of its project. What changes a tree writes an event in the
 * same transaction, and the newest event of a project is never pruned: so as long as it is the same, the tree is too,
 * whichever process changed it.
 */
export function createOutlines(): Outlines {
  const kept = new Map<string, { lastEventId: number; outline: KeptOutline }>()
  return {
    async read(reader, projectId) {
      const lastEventId = await latestEventId(reader, projectId)
      const known = kept.get(projectId)
      const outline = known?.lastEventId === lastEventId ? known.outline : await readAnew(reader, projectId)
      kept.delete(projectId)
      kept.set(projectId, { lastEventId, outline })
      for (const oldest of [...kept.keys()].slice(0, -MAX_KEPT)) kept.delete(oldest)
      return outline
    },
  }
}

async function readAnew(reader: Pick<Records, 'execute'>, projectId: string): Promise<KeptOutline> {
  const reply = await readOutline(reader, projectId)
  return { reply: JSON.stringify(reply), ...findExcerpt(readReply(reply)) }
}
