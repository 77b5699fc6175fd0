import 'server-only'
import { and, desc, eq, inArray, isNull, notExists, type SQL, sql } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { attempts, edits, workers } from '@/lib/db/schema'
import { changeEdits, moveEdits } from '@/lib/edits/edit-records.server'
import type { Writer } from '@/lib/edits/event-records.server'
import { markAccepted, markAnswered, markEnded } from '@/lib/jobs/attempt-records.server'
import { BROKE_OFF, CRASHED, UNKNOWN_OUTCOME } from '@/lib/jobs/failure'
import { findDeadWorkers } from '@/lib/jobs/heartbeat.server'
import { enqueueBatch } from '@/lib/jobs/queue.server'
import { findAnswer, findRemoteId } from '@/lib/jobs/raw-answer.server'
import type { BatchParts } from '@/lib/jobs/trip.server'
import { providerOf } from '@/lib/models/card'
import type { Storage } from '@/lib/storage/contract'

export type RecoveryParts = Pick<BatchParts, 'db' | 'storage' | 'workerId'>

type Orphan = Pick<typeof edits.$inferSelect, 'id' | 'batchId' | 'modelId' | 'state' | 'workerId' | 'claim'>

const READ_TIMEOUT_MS = 5_000

/**
 * Taken up so often and left behind again, work counts as what takes its workers down, and other calls that are being
 * paid for with them. Each wait for a busy vendor counts too, so what is sent to one may be taken up more often.
 */
const MAX_CLAIMS = { free: 5, paid: 20 }

/** A batch that nobody works on and no job waits for, for so long, was lost between the queue and its worker. */
const LOST_AFTER = sql`interval '20 seconds'`

/**
 * Takes over what dead workers left behind, and what broke off here while its end could not be written. Free work starts
 * again; what a vendor accepted or answered is gone on with; what was being sent and cannot be asked for is in doubt, and
 * the user decides. So does he about what was taken over too often.
 * @param isRunning true for a batch on which this worker is at work
 * @returns how many batches were looked after.
 */
export async function recoverBatches(
  { db, storage, workerId }: RecoveryParts,
  isRunning: (batchId: string) => boolean,
): Promise<number> {
  const dead = await findDeadWorkers(db, workerId)
  const left = and(inArray(edits.workerId, [workerId, ...dead]), isNull(edits.finishedAt))
  const isOrphan = (edit: Orphan) => edit.workerId !== workerId || !isRunning(edit.batchId)
  const found = await db.selectDistinct({ batchId: edits.batchId }).from(edits).where(left)
  let recovered = 0
  for (const { batchId } of found) {
    const recover = db.transaction((writer) => recoverBatch(writer, storage, batchId, left, isOrphan))
    // One that cannot be looked after now must not keep the others from it.
    const isRecovered = await recover.catch((error) =>
      console.error('recovery: a batch is left for later', error),
    )
    if (isRecovered) recovered += 1
  }
  await buryWorkers(db, dead)
  return recovered
}

/** A worker of which something is left stays among the dead, so that it is found again. */
async function buryWorkers(db: Records, dead: string[]): Promise<void> {
  if (dead.length === 0) return
  const left = db
    .select({ id: edits.id })
    .from(edits)
    .where(and(eq(edits.workerId, workers.id), isNull(edits.finishedAt)))
  await db.delete(workers).where(and(inArray(workers.id, dead), notExists(left)))
}

/**
 * Puts batches back in the queue whose job is gone although nobody took them up: its worker died, or lost the database,
 * between the two. A job is held for gone when it failed, or was taken long ago and its batch is still untouched.
 */
export async function enqueueLost({ db }: Pick<RecoveryParts, 'db'>): Promise<void> {
  await db.transaction(async (writer) => {
    const lost = await writer
      .selectDistinct({ batchId: edits.batchId, modelId: edits.modelId })
      .from(edits)
      .where(
        and(
          isNull(edits.finishedAt),
          isNull(edits.workerId),
          isNull(edits.waitsFor),
          isNull(edits.deletedAt),
          sql`${edits.createdAt} < now() - ${LOST_AFTER}`,
          sql`not exists (
            select from graphile_worker.jobs where jobs.key = ${edits.batchId}::text
            and case when jobs.locked_at is null then jobs.attempts < jobs.max_attempts
              else jobs.locked_at > now() - ${LOST_AFTER} end)`,
        ),
      )
    for (const { batchId, modelId } of lost)
      await enqueueBatch(writer, { batchId, provider: providerOf(modelId) })
  })
}

/** @returns false when nobody left anything of the batch behind after all. */
async function recoverBatch(
  writer: Writer,
  storage: Storage,
  batchId: string,
  left: SQL | undefined,
  isOrphan: (edit: Orphan) => boolean,
): Promise<boolean> {
  const found: Orphan[] = await writer
    .select()
    .from(edits)
    .where(and(eq(edits.batchId, batchId), left))
    .orderBy(edits.id)
    .for('update')
  // Asked only now: what this worker has taken up before was running before, and what it has ended is not found.
  const orphans = found.filter(isOrphan)
  if (orphans.length > 0) await settleOrphans(writer, storage, batchId, orphans)
  return orphans.length > 0
}

async function settleOrphans(
  writer: Writer,
  storage: Storage,
  batchId: string,
  members: Orphan[],
): Promise<void> {
  const ids = members.map((member) => member.id)
  const provider = providerOf(members[0]!.modelId)
  const isUnsent = members.every((member) => member.state === 'preparing' || member.state === 'queued')
  const isPoison = members.some(({ claim }) => claim >= MAX_CLAIMS[provider === 'local' ? 'free' : 'paid'])
  if (isPoison && (provider === 'local' || isUnsent)) {
    await moveEdits(writer, { ids }, 'failed', { failure: CRASHED, workerId: null })
    return
  }
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
  const isKnown =
    attempt &&
    ((await restoreAnswer(writer, storage, attempt, ids)) ||
      (await restoreRemoteId(writer, storage, attempt)))
  if (isKnown && !isPoison) {
    await changeEdits(writer, { ids }, { workerId: null })
    return enqueueBatch(writer, { batchId, provider })
  }
  const failure = isKnown ? BROKE_OFF : UNKNOWN_OUTCOME
  await moveEdits(writer, { ids }, 'outcome_unknown', { failure, workerId: null })
  if (attempt) await markEnded(writer, attempt.id, { state: 'outcome_unknown', failure })
}

/** True when the results of an attempt are on disk, whether or not its worker came to write that down. */
async function restoreAnswer(
  writer: Writer,
  storage: Storage,
  { id, state }: typeof attempts.$inferSelect,
  editIds: string[],
): Promise<boolean> {
  if (state !== 'dispatching' && state !== 'accepted') return state === 'answered'
  const answer = await findAnswer(AbortSignal.timeout(READ_TIMEOUT_MS), storage, id)
  if (!answer) return false
  // A picture beyond those that were asked for stays on disk: there is no edit for it.
  const results = answer.results.flatMap(({ editId, ...result }) => (editId ? { ...result, editId } : []))
  const { costUsd, answered, notes } = answer
  await markAnswered(writer, id, { results, costUsd, answered })
  if (notes.length > 0) await changeEdits(writer, { ids: editIds }, { notes })
  return true
}

/** True when the vendor gave the work a name, whether or not its worker came to write it down. */
async function restoreRemoteId(
  writer: Writer,
  storage: Storage,
  { id, state }: typeof attempts.$inferSelect,
): Promise<boolean> {
  if (state !== 'dispatching') return state === 'accepted'
  const remoteId = await findRemoteId(AbortSignal.timeout(READ_TIMEOUT_MS), storage, id)
  if (remoteId === undefined) return false
  await markAccepted(writer, id, remoteId)
  return true
}
