import 'server-only'
import { and, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { attempts, edits, workers } from '@/lib/db/schema'
import { changeEdits, moveEdits } from '@/lib/edits/edit-records.server'
import type { Writer } from '@/lib/edits/event-records.server'
import { markEnded } from '@/lib/jobs/attempt-records.server'
import { UNKNOWN_OUTCOME } from '@/lib/jobs/failure'
import { findDeadWorkers } from '@/lib/jobs/heartbeat.server'
import { enqueueBatch } from '@/lib/jobs/queue.server'
import { providerOf } from '@/lib/models/card'

type Orphan = { id: string; batchId: string; modelId: string; state: string }

/**
 * Takes over what dead workers left behind. Free work starts again; what a vendor accepted or answered is gone on with;
 * what was being sent and cannot be asked for is in doubt, and the user decides.
 * @returns how many batches were looked after.
 */
export async function recoverBatches(db: Records, ownId: string): Promise<number> {
  const dead = await findDeadWorkers(db, ownId)
  if (dead.length === 0) return 0
  return db.transaction(async (writer) => {
    const buried = await writer.delete(workers).where(inArray(workers.id, dead)).returning({ id: workers.id })
    const ids = buried.map((worker) => worker.id)
    if (ids.length === 0) return 0
    const orphans = await writer
      .select({ id: edits.id, batchId: edits.batchId, modelId: edits.modelId, state: edits.state })
      .from(edits)
      .where(and(inArray(edits.workerId, ids), isNotNull(edits.workerId), isNull(edits.finishedAt)))
      .for('update')
    const batchIds = new Set(orphans.map((orphan) => orphan.batchId))
    for (const batchId of batchIds)
      await recoverBatch(
        writer,
        batchId,
        orphans.filter((orphan) => orphan.batchId === batchId),
      )
    return batchIds.size
  })
}

async function recoverBatch(writer: Writer, batchId: string, members: Orphan[]): Promise<void> {
  const ids = members.map((member) => member.id)
  const provider = providerOf(members[0]!.modelId)
  const isUnsent = members.every((member) => member.state === 'preparing' || member.state === 'queued')
  if (provider === 'local' || isUnsent) {
    await moveEdits(writer, { ids }, 'queued', { workerId: null })
    return enqueueBatch(writer, { batchId, provider })
  }
  const [attempt] = await writer
    .select()
    .from(attempts)
    .where(eq(attempts.batchId, batchId))
    .orderBy(desc(attempts.number))
    .limit(1)
  if (attempt && (attempt.state === 'accepted' || attempt.state === 'answered')) {
    await changeEdits(writer, { ids }, { workerId: null })
    return enqueueBatch(writer, { batchId, provider })
  }
  await moveEdits(writer, { ids }, 'outcome_unknown', { failure: UNKNOWN_OUTCOME, workerId: null })
  if (attempt) await markEnded(writer, attempt.id, { state: 'outcome_unknown', failure: UNKNOWN_OUTCOME })
}
