import 'server-only'
import { and, desc, eq, isNull, ne, or, sql } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { attempts, edits } from '@/lib/db/schema'
import { moveEdits } from '@/lib/edits/edit-records.server'
import type { Writer } from '@/lib/edits/event-records.server'
import { AppError } from '@/lib/errors'
import { DISMISSED } from '@/lib/jobs/failure'
import { enqueueBatch } from '@/lib/jobs/queue.server'
import { providerOf } from '@/lib/models/card'

/** What the user can do about an edit that was paid for, or may be, and has no picture, besides sending it again. */

/**
 * Asks what became of it, without sending anything: by the name that the vendor gave the work, or from results that are
 * on disk. All edits of its batch are looked after.
 * @throws AppError `not_found`, `conflict` when it is neither in doubt nor failed after it was paid for, or while a worker is at others
 * of its batch, `outcome_unknown` when nothing can be asked.
 */
export async function checkEdit(db: Records, editId: string): Promise<void> {
  await db.transaction(async (writer) => {
    const { batchId, modelId } = await requireEdit(writer, editId)
    const [attempt] = await writer
      .select()
      .from(attempts)
      .where(eq(attempts.batchId, batchId))
      .orderBy(desc(attempts.number))
      .limit(1)
    const known = attempt && knownOf(attempt)
    if (!attempt || !known) throw new AppError('outcome_unknown', nothingToAsk(attempt?.id))
    await checkOthers(writer, batchId, editId)
    const members = await writer
      .select({ id: edits.id })
      .from(edits)
      .where(and(eq(edits.batchId, batchId), MAY_BE_THERE, isNull(edits.deletedAt)))
    const ids = members.map((member) => member.id)
    const to = known === 'answered' ? 'fetching' : 'polling'
    const moved = await moveEdits(writer, { ids }, to, { workerId: null, failure: null, startedAt: null })
    if (!moved.includes(editId)) throw new AppError('conflict')
    await writer
      .update(attempts)
      .set({ state: known, failure: null, finishedAt: null })
      .where(eq(attempts.id, attempt.id))
    await enqueueBatch(writer, { batchId, provider: providerOf(modelId) })
  })
}

/** Two that fetch the pictures of one request would each take what the other has taken. */
async function checkOthers(writer: Writer, batchId: string, editId: string): Promise<void> {
  const [open] = await writer
    .select({ id: edits.id })
    .from(edits)
    .where(and(eq(edits.batchId, batchId), ne(edits.id, editId), isNull(edits.finishedAt)))
    .limit(1)
  if (open) throw new AppError('conflict', STILL_FETCHED)
}

const STILL_FETCHED = 'Other pictures of the same request are on their way. Check again when they are here.'

/**
 * Lays the question aside: the edit counts as failed, and as perhaps charged.
 * @throws AppError `not_found`, `conflict` when it is not in doubt any more.
 */
export async function dismissEdit(db: Records, editId: string): Promise<void> {
  await db.transaction(async (writer) => {
    const { state } = await requireEdit(writer, editId)
    if (state !== 'outcome_unknown') throw new AppError('conflict')
    await moveEdits(writer, { ids: [editId] }, 'failed', { failure: DISMISSED })
  })
}

async function requireEdit(writer: Writer, editId: string) {
  const [edit] = await writer
    .select({ batchId: edits.batchId, modelId: edits.modelId, state: edits.state })
    .from(edits)
    .where(and(eq(edits.id, editId), isNull(edits.deletedAt)))
    .for('update')
  if (!edit) throw new AppError('not_found')
  return edit
}

/** In doubt, or failed although the vendor made a picture. */
const MAY_BE_THERE = or(
  eq(edits.state, 'outcome_unknown'),
  and(eq(edits.state, 'failed'), sql`${edits.failure} ->> 'billed' = 'yes'`),
)

/** What there is to go on with. */
function knownOf({ results, remoteId }: typeof attempts.$inferSelect): 'answered' | 'accepted' | undefined {
  if (results !== null) return 'answered'
  return remoteId === null ? undefined : 'accepted'
}

const nothingToAsk = (attemptId = 'unknown'): string =>
  `Nothing can be asked: the provider gave this request no name. The list of charges in your account there shows whether it was charged; our name for the request is ${attemptId}.`
