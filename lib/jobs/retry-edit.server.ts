import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { edits } from '@/lib/db/schema'
import { moveEdits } from '@/lib/edits/edit-records.server'
import { checkSpending } from '@/lib/edits/spending.server'
import { AppError } from '@/lib/errors'
import { enqueueBatch } from '@/lib/jobs/queue.server'
import { providerOf } from '@/lib/models/card'

/**
 * Sends a failed, cancelled or unknown edit once more, as a batch of its own: the user's own decision, as it may be
 * charged again.
 * @throws AppError `not_found`, `spend_limit_reached`, or `conflict` when it is not in a state from which it can be retried.
 */
export async function retryEdit(db: Records, editId: string, dailyLimitUsd?: number): Promise<void> {
  await db.transaction(async (writer) => {
    const [edit] = await writer
      .select({ modelId: edits.modelId, estimateUsd: edits.estimateUsd, waitsFor: edits.waitsFor })
      .from(edits)
      .where(and(eq(edits.id, editId), isNull(edits.deletedAt)))
    if (!edit) throw new AppError('not_found')
    await checkSpending(writer, dailyLimitUsd, edit.estimateUsd ?? 0)
    const batchId = randomUUID()
    const moved = await moveEdits(writer, { ids: [editId] }, 'queued', {
      batchId,
      workerId: null,
      failure: null,
      startedAt: null,
    })
    if (moved.length === 0) throw new AppError('conflict')
    // A step of a replay starts when there is what it takes.
    if (!edit.waitsFor) await enqueueBatch(writer, { batchId, provider: providerOf(edit.modelId) })
  })
}
