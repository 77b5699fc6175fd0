import 'server-only'
import { randomUUID } from 'node:crypto'
import { changeEdits, moveEdits } from '@/lib/edits/edit-records.server'
import { AppError, isAbort } from '@/lib/errors'
import {
  beginAttempt,
  chosen,
  markAccepted,
  markAnswered,
  markEnded,
} from '@/lib/jobs/attempt-records.server'
import { claimBatch, type Unfinished } from '@/lib/jobs/claim.server'
import { insertFurtherEdits } from '@/lib/jobs/further-edits.server'
import { createLeave, type Leave } from '@/lib/jobs/leave'
import {
  findAnswer,
  forgetAnswer,
  keepAnswer,
  keepRemoteId,
  type RawAnswer,
  type RawResult,
  rawResultSchema,
} from '@/lib/jobs/raw-answer.server'
import { untilStored } from '@/lib/jobs/room.server'
import { settleFailure } from '@/lib/jobs/settle-failure.server'
import { freeResults, rawResults, storeResults, takeResult, tellStep } from '@/lib/jobs/store-results.server'
import type { BatchParts, Trip } from '@/lib/jobs/trip.server'
import type { ModelCard } from '@/lib/models/card'
import type { BuiltRequest, Provider, ProviderAnswer, ProviderHooks } from '@/lib/providers/contract'
import { readStored } from '@/lib/storage/read.server'

/** How often progress is told at the most. */
const PROGRESS_EVERY_MS = 200

const NOBODY_TO_ASK =
  'It was sent, and the provider cannot be asked for it now: its key is not set. Set the key, start again, then Check: that costs nothing.'

/**
 * The trip of a batch, from the queue to its results: claim, prepare, commit the attempt, send, keep, store.
 * Whatever goes wrong ends in a state of the edits. Thrown is only what keeps that state from being written, or what
 * came between a result on disk and its records: recovery goes on there.
 * @param stopping aborted when the worker must stop; a call that is paid for may still be answered.
 * @param cancelled aborted when every edit of the batch was cancelled.
 */
export async function runBatch(
  stopping: AbortSignal,
  parts: BatchParts,
  batchId: string,
  cancelled: AbortSignal,
): Promise<void> {
  const work = await claimBatch(parts.db, parts.workerId, batchId)
  if (!work) return
  const attemptId = work.unfinished?.id ?? randomUUID()
  const isUnfinished = work.unfinished !== undefined
  const trip: Trip = { parts, work, attemptId, sent: isUnfinished, isResumable: isUnfinished }
  const leave = createLeave(stopping, () => !isInDoubt(trip))
  try {
    await travel(AbortSignal.any([leave.signal, cancelled]), trip, leave)
  } catch (error) {
    if (isLeftToRecovery(trip, error)) throw error
    await settleFailure(parts.db, trip, error, { stopping: stopping.aborted })
  } finally {
    leave.release()
  }
}

/** What lies on disk is not failed for a fault of its records; and before they know of it nothing else may end it. */
const isLeftToRecovery = ({ isKept, isResumable }: Trip, error: unknown): boolean =>
  isKept === true && !isAbort(error) && !(isResumable && error instanceof AppError)

/** Being paid for, and nobody could ask for it afterwards. */
const isInDoubt = ({ sent, isResumable, provider }: Trip): boolean =>
  sent && !isResumable && provider?.isFree !== true

async function travel(signal: AbortSignal, trip: Trip, leave: Leave): Promise<void> {
  const { parts } = trip
  const { modelId, unfinished } = trip.work
  if (unfinished?.state === 'answered') return storeKept(signal, trip, unfinished)
  const card = parts.findModel(modelId)
  const provider = card && parts.findProvider(card.provider)
  if (!card || !provider)
    throw unfinished ? new AppError('outcome_unknown', NOBODY_TO_ASK) : new AppError('model_unavailable')
  trip.provider = provider
  if (unfinished) return goOn(signal, trip, provider, unfinished, leave)
  // Photos need not be made fit for a vendor that is to be left alone.
  parts.coolDowns.check(card.provider)
  const request = await prepareRequest(signal, trip, card, provider)
  const dispatch = () => provider.dispatch(signal, request, hooksOf(trip, leave))
  if (provider.isFree) return makeFree(signal, trip, dispatch, request.sent)
  await parts.checkRoom()
  // Not a single byte is to leave that might be charged when nobody waits for the answer.
  signal.throwIfAborted()
  parts.coolDowns.check(card.provider)
  const begun = await beginAttempt(parts.db, trip.work, card, trip.attemptId, request)
  if ('left' in begun) {
    if (begun.left.length === 0) return
    trip.work = { ...trip.work, edits: trip.work.edits.filter(({ id }) => begun.left.includes(id)) }
    return travel(signal, trip, leave)
  }
  trip.tries = begun.number
  trip.sent = true
  parts.expectPicture()
  await keep(signal, trip, await dispatch(), request.sent)
}

/** What costs nothing is not journalled: it is made while its steps are told, and after a crash simply once more. */
async function makeFree(
  signal: AbortSignal,
  { parts, work }: Trip,
  dispatch: () => Promise<ProviderAnswer>,
  sent: unknown,
): Promise<void> {
  const begun = tellStep(parts, work, 'dispatching')
  // Whoever stores the results waits for it too, and hears of its failure.
  begun.catch(() => {})
  const answer = await dispatch()
  const results = freeResults(signal, parts, answer, work)
  const told = begun.then(() => tellStep(parts, work, 'storing'))
  await storeResults(signal, parts, work, results, { ...answer, sent }, told)
}

async function prepareRequest(
  signal: AbortSignal,
  { parts, work, attemptId }: Trip,
  card: ModelCard,
  provider: Provider,
): Promise<BuiltRequest> {
  const { inputs: asked, selection } = work.recipe
  const inputs = await Promise.all(
    asked.map(({ imageId }, index) =>
      parts.prepare(signal, imageId, card, asked.length, index === 0 ? selection : undefined),
    ),
  )
  const pointsAt = provider.isFree && selection && asked[0]
  const seed = work.edits[0]?.seed ?? undefined
  return provider.build({
    card,
    prompt: work.recipe.prompt,
    inputs,
    settings: { ...work.recipe.settings, seed },
    results: work.edits.length,
    clientRequestId: attemptId,
    ...(pointsAt && { mask: await parts.maskOf(signal, pointsAt.imageId, selection) }),
  })
}

/** Stores results that another worker left on disk: nobody has to be asked. */
async function storeKept(signal: AbortSignal, trip: Trip, attempt: Unfinished): Promise<void> {
  const { storage } = trip.parts
  trip.isKept = true
  const results = rawResults(signal, storage, rawResultSchema.array().parse(attempt.results), (key) =>
    takeForeign(signal, trip, readStored(signal, storage, key)),
  )
  const missing = (await findAnswer(signal, storage, attempt.id))?.missing ?? []
  const told = tellStep(trip.parts, trip.work, 'storing')
  await storeResults(signal, trip.parts, trip.work, results, { ...attempt, missing }, told)
  await markEnded(trip.parts.db, attempt.id, { state: 'succeeded' })
}

/** Goes on where another worker stopped: accepted work is asked for by its name. */
async function goOn(
  signal: AbortSignal,
  trip: Trip,
  provider: Provider,
  attempt: Unfinished,
  leave: Leave,
): Promise<void> {
  if (!provider.resume || !attempt.remoteId) throw new AppError('outcome_unknown')
  const answer = await provider.resume(signal, attempt.remoteId, hooksOf(trip, leave))
  await keep(signal, trip, answer, attempt.sent)
}

async function keep(signal: AbortSignal, trip: Trip, answer: ProviderAnswer, sent: unknown): Promise<void> {
  const { parts, work, attemptId } = trip
  const facts = { ...answer, sent }
  const editIds = work.edits.map((edit) => edit.id)
  const kept = await untilStored(signal, () => keepAnswer(signal, parts.storage, attemptId, answer, editIds))
  trip.isKept = true
  // Judged while the records are written.
  const taken = new Map(
    kept.results.map(({ key }, index) => [key, takeForeign(signal, trip, answer.images[index]!.bytes)]),
  )
  const assigned = await assignResults(trip, kept)
  trip.isResumable = true
  const results = rawResults(signal, parts.storage, assigned, (key) => taken.get(key)!)
  await storeResults(signal, parts, work, results, facts, Promise.resolve())
  await markEnded(parts.db, attemptId, { state: 'succeeded' })
  await forgetAnswer(signal, parts.storage, attemptId)
}

const takeForeign = (signal: AbortSignal, { parts, work }: Trip, bytes: Uint8Array | Promise<Uint8Array>) =>
  takeResult(signal, parts, work.recipe, { bytes, isOurs: false })

/** Gives each picture on disk its edit, and makes further ones for what was not asked for: it was paid for too. */
async function assignResults(
  { parts, work, attemptId }: Trip,
  { results: kept, costUsd, answered, notes }: RawAnswer,
): Promise<RawResult[]> {
  const surplus = kept.filter(({ editId }) => editId === null).map(({ seed }) => seed)
  const { further, results } = await parts.db.transaction(async (writer) => {
    const further = await insertFurtherEdits(writer, work, surplus)
    const ids = [...kept.flatMap(({ editId }) => editId ?? []), ...further.map(({ id }) => id)]
    const results = kept.flatMap((result, index) => {
      const editId = ids[index]
      return editId ? { ...result, editId } : []
    })
    await markAnswered(writer, attemptId, { results, costUsd, answered })
    await moveEdits(
      writer,
      { ...chosen(work), ids: [...chosen(work).ids, ...further.map(({ id }) => id)] },
      'storing',
      notes.length > 0 ? { notes } : {},
    )
    return { further, results }
  })
  work.edits.push(...further)
  return results
}

function hooksOf(trip: Trip, leave: Leave): ProviderHooks {
  const { parts, work, attemptId } = trip
  let toldAt = Date.now()
  return {
    async onAccepted(remoteId) {
      // The name is all that leads to what is paid for: when the records are away it waits on disk for recovery.
      await markAccepted(parts.db, attemptId, remoteId).catch(() =>
        keepRemoteId(parts.storage, attemptId, remoteId),
      )
      trip.isResumable = true
      leave.check()
    },
    async onStep(state) {
      parts.expectPicture()
      await parts.db.transaction((writer) => moveEdits(writer, chosen(work), state))
    },
    onProgress(share) {
      // All of it: its end is told anyway, and just now the result is to be stored.
      if (share >= 1 || Date.now() - toldAt < PROGRESS_EVERY_MS) return
      toldAt = Date.now()
      // A lost progress report is made good by the next one.
      parts.db.transaction((writer) => changeEdits(writer, chosen(work), { progress: share })).catch(() => {})
    },
  }
}
