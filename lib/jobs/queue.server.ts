import 'server-only'
import { sql } from 'drizzle-orm'
import type { Writer } from '@/lib/edits/event-records.server'
import type { SelectionRequest } from '@/lib/edits/selection'
import type { ProviderId } from '@/lib/models/card'

/** The local engine has a queue of its own, so that pixels never wait behind a slow provider, nor the other way. */
export const TASKS = {
  local: 'edit.local',
  cloud: 'edit.cloud',
  measure: 'edit.measure',
  select: 'selection.find',
  look: 'selection.look',
  sweep: 'storage.sweep',
  scrub: 'storage.scrub',
} as const

export const taskOf = (provider: ProviderId): string => (provider === 'local' ? TASKS.local : TASKS.cloud)

/**
 * Puts batches in the queue, in their order and in the caller's transaction: they are there exactly when the edits are.
 * One try only: what may be tried again is decided by the attempts, never by the queue.
 * @param delayMs how long to wait before they may start.
 */
export async function enqueueBatches(
  writer: Pick<Writer, 'execute'>,
  batches: readonly { batchId: string; provider: ProviderId }[],
  delayMs = 0,
): Promise<void> {
  if (batches.length === 0) return
  const jobs = batches.map(({ batchId, provider }) => ({ task: taskOf(provider), batchId }))
  await writer.execute(sql`
    select graphile_worker.add_job(
      asked.job ->> 'task',
      payload => json_build_object('batchId', asked.job ->> 'batchId'),
      run_at => now() + ${`${delayMs} milliseconds`}::interval,
      max_attempts => 1,
      job_key => asked.job ->> 'batchId')
    from (
      select job from jsonb_array_elements(${JSON.stringify(jobs)}::jsonb) with ordinality as listed (job, place)
      order by place) as asked`)
}

export const enqueueBatch = (
  writer: Pick<Writer, 'execute'>,
  batch: { batchId: string; provider: ProviderId },
  delayMs = 0,
): Promise<void> => enqueueBatches(writer, [batch], delayMs)

/**
 * Asks for the fidelity report of an edit. It is free, so a failure of the machine is simply tried again.
 * @param notBeforeMs a moment since the epoch: something else comes first
 */
export async function enqueueMeasuring(
  writer: Pick<Writer, 'execute'>,
  editId: string,
  notBeforeMs = 0,
): Promise<void> {
  await writer.execute(sql`
    select graphile_worker.add_job(
      ${TASKS.measure}::text,
      payload => ${JSON.stringify({ editId, notBeforeMs })}::json,
      max_attempts => 3,
      job_key => ${`measure:${editId}`}::text)`)
}

/** Asks what was pointed at in a picture. Somebody waits for it: once only, and before everything else. */
export async function enqueueSelection(
  writer: Pick<Writer, 'execute'>,
  request: SelectionRequest,
): Promise<void> {
  await writer.execute(sql`
    select graphile_worker.add_job(
      ${TASKS.select}::text,
      payload => ${JSON.stringify(request)}::json,
      max_attempts => 1,
      job_key => ${request.id}::text)`)
}

/** Has a picture looked at before anybody points at something in it; asked for twice it is done once. */
export async function enqueueLook(writer: Pick<Writer, 'execute'>, imageId: string): Promise<void> {
  await writer.execute(sql`
    select graphile_worker.add_job(
      ${TASKS.look}::text,
      payload => ${JSON.stringify({ imageId })}::json,
      max_attempts => 1,
      job_key => ${`look:${imageId}`}::text)`)
}

/** Takes a job out that was not taken up yet. */
export async function dequeue(writer: Pick<Writer, 'execute'>, jobKey: string): Promise<void> {
  await writer.execute(sql`select graphile_worker.remove_job(${jobKey}::text)`)
}
