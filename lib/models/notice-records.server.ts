import 'server-only'
import { eq } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { modelNotices } from '@/lib/db/schema'

/** What this instance was told about a model that can no longer run. */
export type Notice = { modelId: string; reason: string; replacedBy?: string }

export type NoticeRecords = {
  list(): Promise<Notice[]>
  add(notice: Notice): Promise<void>
  /** Gives the model another chance. */
  lift(modelId: string): Promise<void>
}

export function createNoticeRecords(db: Records): NoticeRecords {
  return {
    async list() {
      const rows = await db.select().from(modelNotices)
      return rows.map(({ modelId, reason, replacedBy }) => ({ modelId, reason, ...(replacedBy && { replacedBy }) }))
    },
    async add(notice) {
      await db.insert(modelNotices).values(notice).onConflictDoUpdate({ target: modelNotices.modelId, set: notice })
    },
    async lift(modelId) {
      await db.delete(modelNotices).where(eq(modelNotices.modelId, modelId))
    },
  }
}
