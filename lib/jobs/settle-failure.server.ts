import 'server-only'
import type { Records } from '@/lib/db/connection.server'
import { moveEdits } from '@/lib/edits/edit-records.server'
import { AppError, isAbort } from '@/lib/errors'
import { chosen, markEnded } from '@/lib/jobs/attempt-records.server'
import { toFailure, UNKNOWN_OUTCOME } from '@/lib/jobs/failure'
import { enqueueBatch } from '@/lib/jobs/queue.server'
import type { Trip } from '@/lib/jobs/run-batch.server'
import { providerOf } from '@/lib/models/card'
import { ProviderError } from '@/lib/providers/provider-error'

/**
 * Gives a batch that broke off its end: failed, cancelled, back in the queue, or unknown. Money decides: what was sent
 * and not answered whole is never sent again by itself.
 * @param stopping the worker itself is told to stop: what is free waits for the next one.
 */
export async function settleFailure(
  db: Records,
  trip: Trip,
  error: unknown,
  { stopping }: { stopping: boolean },
): Promise<void> {
  if (stopping && isRepeatable(trip)) return giveBack(db, trip)
  if (isAbort(error)) return endAborted(db, trip)
  if (isUnknown(error)) return endUnknown(db, trip, error)
  if (!(error instanceof AppError)) console.error('edit: an unexpected failure', error)
  const failure = toFailure(error, trip.sent)
  const answered = error instanceof ProviderError ? error.answered : undefined
  await db.transaction(async (writer) => {
    await moveEdits(writer, chosen(trip.work), 'failed', { failure, workerId: null })
    if (trip.sent) await markEnded(writer, trip.attemptId, { state: 'failed', failure, answered })
  })
}

const isRepeatable = (trip: Trip): boolean => !trip.sent || trip.provider?.isFree === true

const isUnknown = (error: unknown): boolean =>
  (error instanceof ProviderError && error.failureClass === 'unknown') ||
  (error instanceof AppError && error.code === 'outcome_unknown')

/** Nothing was sent, or nothing is paid: another worker takes it from the start. */
async function giveBack(db: Records, { work }: Trip): Promise<void> {
  await db.transaction(async (writer) => {
    const moved = await moveEdits(writer, chosen(work), 'queued', { workerId: null })
    const { batchId, modelId } = work
    if (moved.length > 0) await enqueueBatch(writer, { batchId, provider: providerOf(modelId) })
  })
}

/** Aborted: by the user, who has moved the edits already, or because the worker stops in the middle of a paid call. */
async function endAborted(db: Records, trip: Trip): Promise<void> {
  if (isRepeatable(trip)) {
    await moveEdits(db, chosen(trip.work), 'cancelled', { workerId: null })
    if (trip.sent) await markEnded(db, trip.attemptId, { state: 'failed' })
    return
  }
  await endUnknown(db, trip, undefined)
}

async function endUnknown(db: Records, trip: Trip, error: unknown): Promise<void> {
  const answered = error instanceof ProviderError ? error.answered : undefined
  await db.transaction(async (writer) => {
    await moveEdits(writer, chosen(trip.work), 'outcome_unknown', {
      failure: UNKNOWN_OUTCOME,
      workerId: null,
    })
    await markEnded(writer, trip.attemptId, { state: 'outcome_unknown', failure: UNKNOWN_OUTCOME, answered })
  })
}
