import 'server-only'
import type { Records } from '@/lib/db/connection.server'
import { changeEdits, moveEdits } from '@/lib/edits/edit-records.server'
import { publish, type Writer } from '@/lib/edits/event-records.server'
import type { Failure } from '@/lib/edits/view'
import { AppError, isAbort } from '@/lib/errors'
import { chosen, markEnded } from '@/lib/jobs/attempt-records.server'
import { CoolingDown } from '@/lib/jobs/cool-down'
import { toFailure, UNKNOWN_OUTCOME } from '@/lib/jobs/failure'
import { enqueueBatch } from '@/lib/jobs/queue.server'
import type { Trip } from '@/lib/jobs/trip.server'
import { providerOf } from '@/lib/models/card'
import { ProviderError } from '@/lib/providers/provider-error'
import { nextTry } from '@/lib/providers/retry'

/**
 * Gives a batch that broke off its end: failed, cancelled, back in the queue, or unknown. Money decides: what was sent
 * and not answered whole is never sent again by itself, and what can still be asked for never ends as failed.
 * @param stopping the worker itself is told to stop: what is free waits for the next one.
 */
export async function settleFailure(
  db: Records,
  trip: Trip,
  error: unknown,
  { stopping }: { stopping: boolean },
): Promise<void> {
  if (stopping && isRepeatable(trip)) return giveBack(db, trip)
  if (stopping && trip.isResumable) return handOver(db, trip)
  if (isAbort(error)) return endAborted(db, trip)
  if (!(error instanceof AppError || error instanceof CoolingDown))
    console.error('edit: an unexpected failure', error)
  // A vendor's own last word ends its work; a fault on this side does not.
  const isOurFault = trip.isResumable && !(error instanceof ProviderError)
  if (isOurFault || isUnknown(error)) return endUnknown(db, trip, error)
  if (error instanceof CoolingDown)
    return db.transaction((writer) => waitAndTry(writer, trip, error.waitMs, null))
  // What a vendor took already is never sent again, however asking after it failed.
  const mayRetry = error instanceof ProviderError && !trip.isResumable
  const retry = mayRetry && nextTry(error, trip.tries ?? 1, Math.random())
  if (isRateLimited(error)) coolDown(trip, retry ? retry.waitMs : error.retryAfterMs)
  if (retry) return tryAgain(db, trip, error, retry.waitMs)
  if (error instanceof AppError && error.code === 'model_unavailable') await noteUnavailable(trip, error)
  const isPaid = !isRepeatable(trip)
  const told = toFailure(error, isPaid)
  const failure = told.billed === 'yes' && !trip.isResumable ? { ...told, isBeyondCheck: true } : told
  const answered = error instanceof ProviderError ? error.answered : undefined
  await db.transaction(async (writer) => {
    await moveEdits(writer, chosen(trip.work), 'failed', { failure, workerId: null })
    if (isPaid) await markEnded(writer, trip.attemptId, { state: 'failed', failure, answered })
  })
}

const isRateLimited = (error: unknown): error is ProviderError =>
  error instanceof ProviderError && error.code === 'rate_limited'

function coolDown({ parts, work }: Trip, waitMs = 0): void {
  parts.coolDowns.start(providerOf(work.modelId), waitMs)
}

/** Nothing was charged and the vendor may be asked again: the next try waits in the queue, where a restart does not lose it. */
async function tryAgain(db: Records, trip: Trip, error: ProviderError, waitMs: number): Promise<void> {
  const failure = toFailure(error, true)
  await db.transaction(async (writer) => {
    await waitAndTry(writer, trip, waitMs, failure)
    await markEnded(writer, trip.attemptId, { state: 'failed', failure, answered: error.answered })
  })
}

async function waitAndTry(
  writer: Writer,
  { work }: Trip,
  waitMs: number,
  failure: Failure | null,
): Promise<void> {
  const retryAt = new Date(Date.now() + waitMs)
  const moved = await moveEdits(writer, chosen(work), 'queued', { workerId: null, failure, retryAt })
  const { batchId, modelId } = work
  if (moved.length > 0) await enqueueBatch(writer, { batchId, provider: providerOf(modelId) }, waitMs)
}

/** The vendor does not know the model any more: nobody is to try again before somebody asked. */
async function noteUnavailable({ parts, work }: Trip, error: AppError): Promise<void> {
  if (!(error instanceof ProviderError)) return
  const replacedBy = parts.findModel(work.modelId)?.lifecycle.replacedBy ?? null
  await parts.notices.add({ modelId: work.modelId, reason: error.message, replacedBy })
  const availability = await parts.availability()
  await parts.db.transaction((writer) =>
    publish(writer, work.projectId, [{ type: 'availability', availability }]),
  )
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

/** The next worker asks for the work by its name, or stores what is on disk: nothing is sent again. */
async function handOver(db: Records, { work }: Trip): Promise<void> {
  await db.transaction(async (writer) => {
    const left = await changeEdits(writer, chosen(work), { workerId: null })
    const { batchId, modelId } = work
    if (left.length > 0) await enqueueBatch(writer, { batchId, provider: providerOf(modelId) })
  })
}

/** Aborted: by the user, who has moved the edits already, or because the worker stops in the middle of a paid call. */
async function endAborted(db: Records, trip: Trip): Promise<void> {
  if (isRepeatable(trip)) {
    await db.transaction((writer) => moveEdits(writer, chosen(trip.work), 'cancelled', { workerId: null }))
    return
  }
  await endUnknown(db, trip, undefined)
}

async function endUnknown(db: Records, trip: Trip, error: unknown): Promise<void> {
  const isTold = error instanceof AppError && error.code !== 'cancelled'
  const { billed, answered } =
    error instanceof ProviderError ? error : { ...UNKNOWN_OUTCOME, answered: undefined }
  const failure = { ...UNKNOWN_OUTCOME, billed, ...(isTold && { message: error.message }) }
  await db.transaction(async (writer) => {
    await moveEdits(writer, chosen(trip.work), 'outcome_unknown', { failure, workerId: null })
    await markEnded(writer, trip.attemptId, { state: 'outcome_unknown', failure, answered })
  })
}
