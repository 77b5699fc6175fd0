import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { edits } from '@/lib/db/schema'
import { moveEdits } from '@/lib/edits/edit-records.server'
import { checkSpending } from '@/lib/edits/spending.server'
import { canMove, isSettled } from '@/lib/edits/state'
import { editStateSchema } from '@/lib/edits/view'
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
      .select()
      .from(edits)
      .where(and(eq(edits.id, editId), isNull(edits.deletedAt)))
      // Two tabs may ask at once, and a worker may be at it: whoever comes second finds it under way.
      .for('update')
    if (!edit) throw new AppError('not_found')
    const state = editStateSchema.parse(edit.state)
    if (!isSettled(state) || !canMove(state, 'queued')) throw new AppError('conflict')
    await checkSpending(writer, dailyLimitUsd, edit.estimateUsd ?? 0)
    const batchId = randomUUID()
    const provider = providerOf(edit.modelId)
    await moveEdits(writer, { ids: [editId] }, 'queued', {
      batchId,
      workerId: null,
      failure: null,
      startedAt: null,
      // Free edits are told something beside a result only, and otherwise before they run.
      ...(provider !== 'local' && { notes: [] }),
    })
    // A step of a replay starts when there is what it takes.
    if (!edit.waitsFor) await enqueueBatch(writer, { batchId, provider })
  })
}
