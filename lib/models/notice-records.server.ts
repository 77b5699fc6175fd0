import 'server-only'
import { eq } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { modelNotices } from '@/lib/db/schema'
import type { ModelNotice } from '@/lib/models/availability-of'

export type NoticeRecords = {
  list(): Promise<ModelNotice[]>
  add(notice: ModelNotice): Promise<void>
  /** Gives the model another chance. */
  lift(modelId: string): Promise<void>
}

export function createNoticeRecords(db: Records): NoticeRecords {
  return {
    async list() {
      const { modelId, reason, replacedBy } = modelNotices
      return db.select({ modelId, reason, replacedBy }).from(modelNotices)
    },
    async add(notice) {
      await db
        .insert(modelNotices)
        .values(notice)
        .onConflictDoUpdate({ target: modelNotices.modelId, set: notice })
    },
    async lift(modelId) {
      await db.delete(modelNotices).where(eq(modelNotices.modelId, modelId))
    },
  }
}
