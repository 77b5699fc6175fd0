import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { attempts } from '@/lib/db/schema'
import { moveEdits } from '@/lib/edits/edit-records.server'
import type { Writer } from '@/lib/edits/event-records.server'
import type { Failure } from '@/lib/edits/view'
import type { Work } from '@/lib/jobs/claim.server'
import type { RawResult } from '@/lib/jobs/raw-answer.server'
import type { ModelCard } from '@/lib/models/card'
import type { BuiltRequest, Json } from '@/lib/providers/contract'

/** Begun, or not: then `left` are the edits that are still wanted, none when all were cancelled or taken over. */
export type Begun = { number: number } | { left: string[] }

/** Takes back what a transaction has written. */
class Shrunk extends Error {
  constructor(readonly left: string[]) {
    super('Some edits of the batch were cancelled.')
  }
}

/**
 * Commits the attempt before the first byte may leave. From here on a crash leaves it in doubt, never unnoticed.
 * Nothing is begun when an edit of the batch was cancelled meanwhile: its result must not be bought.
 */
export async function beginAttempt(
  db: Records,
  work: Work,
  card: ModelCard,
  attemptId: string,
  request: BuiltRequest,
): Promise<Begun> {
  const begin = db.transaction(async (writer) => {
    const number = await insertAttempt(writer, work, card, attemptId, request)
    // Last, since other edits of the project wait from here until the end of the transaction.
    const moved = await moveEdits(writer, chosen(work), 'dispatching')
    if (moved.length < work.edits.length) throw new Shrunk(moved)
    return { number }
  })
  return begin.catch((error) => {
    if (error instanceof Shrunk) return { left: error.left }
    throw error
  })
}

/** @returns its number among the requests of its batch, from 1 */
async function insertAttempt(
  writer: Writer,
  work: Work,
  card: ModelCard,
  attemptId: string,
  request: BuiltRequest,
): Promise<number> {
  const [attempt] = await writer
    .insert(attempts)
    .values({
      id: attemptId,
      batchId: work.batchId,
      projectId: work.projectId,
      number: sql`(select coalesce(max(${attempts.number}), 0) + 1 from ${attempts} where ${attempts.batchId} = ${work.batchId})`,
      provider: card.provider,
      modelId: card.id,
      state: 'dispatching',
      requestHash: request.hash,
      estimateUsd: card.priceUsd === undefined ? null : card.priceUsd * work.edits.length,
      sent: request.sent,
    })
    .returning({ number: attempts.number })
  return attempt!.number
}

/** The vendor took the work under a name: after a crash it is asked for by that name. */
export async function markAccepted(
  db: Pick<Records, 'update'>,
  attemptId: string,
  remoteId: string,
): Promise<void> {
  await db.update(attempts).set({ state: 'accepted', remoteId }).where(eq(attempts.id, attemptId))
}

/** The results are on disk: whatever happens now, they are not asked for again. */
export async function markAnswered(
  db: Pick<Records, 'update'>,
  attemptId: string,
  answer: { results: RawResult[]; costUsd: number | null; answered: { [key: string]: Json } },
): Promise<void> {
  await db
    .update(attempts)
    .set({ state: 'answered', ...answer })
    .where(eq(attempts.id, attemptId))
}

export async function markEnded(
  db: Pick<Records, 'update'>,
  attemptId: string,
  end: {
    state: 'succeeded' | 'failed' | 'outcome_unknown'
    failure?: Failure
    answered?: { [key: string]: Json }
  },
): Promise<void> {
  await db
    .update(attempts)
    .set({ ...end, finishedAt: new Date() })
    .where(eq(attempts.id, attemptId))
}

export const chosen = (work: Work) => ({ ids: work.edits.map((edit) => edit.id), claim: work.claim })
