import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { type Runner, run, type TaskList } from 'graphile-worker'
import * as z from 'zod'
import type { Database } from '@/lib/db/connection.server'
import { pruneEvents } from '@/lib/edits/event-records.server'
import { createCancellations } from '@/lib/jobs/cancellation.server'
import { noteSameBytes } from '@/lib/jobs/compare-replay.server'
import { createSelections, type SelectionParts } from '@/lib/jobs/find-selection.server'
import { startHeartbeat } from '@/lib/jobs/heartbeat.server'
import { type Housekeeping, keepHouse } from '@/lib/jobs/housekeeping.server'
import { enqueueMissing } from '@/lib/jobs/measure-edit.server'
import { enqueueMeasuring, TASKS } from '@/lib/jobs/queue.server'
import { quiet } from '@/lib/jobs/queue-log.server'
import { enqueueLost, recoverBatches } from '@/lib/jobs/recovery.server'
import { advanceSteps } from '@/lib/jobs/replay-steps.server'
import { runBatch } from '@/lib/jobs/run-batch.server'
import type { BatchParts } from '@/lib/jobs/trip.server'

const batchSchema = z.object({ batchId: z.uuid() })
const measuringSchema = z.object({ editId: z.uuid(), notBeforeMs: z.number().default(0) })

const RECOVER_EVERY_MS = 5_000
const PRUNE_EVERY_MS = 3_600_000

export type WorkerOptions = {
  database: Database
  parts: BatchParts
  /** Requests to providers at a time; the local engine does one edit at a time beside them. */
  concurrency: number
  /** Told when work on pixels is about to come. */
  expectPixels(): void
  /** Makes the fidelity report of an edit. */
  measure(signal: AbortSignal, editId: string): Promise<void>
  /** Where pictures are looked at for what was pointed at in them. */
  selections: Omit<SelectionParts, 'db' | 'storage' | 'ingest'>
  housekeeping: Housekeeping
}

/**
 * Takes batches from the queue until `stop`. Work of workers that died is taken over first, and every few seconds.
 */
export async function startWorker({
  database,
  parts,
  concurrency,
  expectPixels,
  measure,
  selections: looking,
  housekeeping,
}: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const { db, pool, listen } = database
  const stopping = new AbortController()
  const heartbeat = await startHeartbeat(db, parts.workerId)
  const cancellations = await createCancellations(db, listen)
  const selections = await createSelections({ ...parts, ...looking }, listen)
  const recover = async () => {
    await recoverBatches(parts, cancellations.isRunning)
    await enqueueLost(parts)
    await advanceSteps(db)
  }
  await recover()
  await enqueueMissing(db)

  /** The next steps of a replay need not wait for the next look round, nor the next edit for them. */
  const followUps = new Set<Promise<unknown>>()
  const followUp = (batchId: string) => {
    const work = Promise.all([advanceSteps(db), noteSameBytes(db, batchId)])
      .catch(logFailure)
      .finally(() => followUps.delete(work))
    followUps.add(work)
  }

  const handleBatch = async (payload: unknown): Promise<void> => {
    const { batchId } = batchSchema.parse(payload)
    const followed = cancellations.follow(batchId)
    try {
      await runBatch(stopping.signal, parts, batchId, followed.signal)
    } finally {
      followed.release()
      followUp(batchId)
    }
  }
  const handleMeasuring = async (payload: unknown): Promise<void> => {
    const { editId, notBeforeMs } = measuringSchema.parse(payload)
    try {
      await delay(Math.max(0, notBeforeMs - Date.now()), undefined, { signal: stopping.signal })
      await measure(stopping.signal, editId)
    } catch (error) {
      if (!stopping.signal.aborted) throw error
      // To be stopped is no failure: whoever is there next does it.
      await enqueueMeasuring(db, editId)
    }
  }
  const serve = (jobs: number, taskList: TaskList): Promise<Runner> =>
    run({
      pgPool: pool,
      concurrency: jobs,
      noHandleSignals: true,
      logger: quiet,
      taskList,
    })
  const runners = await Promise.all([
    serve(1, {
      [TASKS.local]: (payload) => {
        expectPixels()
        return handleBatch(payload)
      },
    }),
    serve(concurrency, { [TASKS.cloud]: handleBatch }),
    serve(1, { [TASKS.measure]: handleMeasuring }),
    serve(1, {
      [TASKS.select]: (payload) => selections.find(stopping.signal, payload),
      [TASKS.look]: (payload) => selections.look(stopping.signal, payload),
    }),
    keepHouse(stopping.signal, pool, housekeeping),
  ])
  const timers = [
    setInterval(() => void recover().catch(logFailure), RECOVER_EVERY_MS),
    setInterval(() => void pruneEvents(db).catch(logFailure), PRUNE_EVERY_MS),
  ]
  return {
    async stop() {
      timers.forEach(clearInterval)
      stopping.abort()
      await Promise.all(runners.map((runner) => runner.stop()))
      await Promise.all(followUps)
      await cancellations.close()
      await selections.close()
      await heartbeat.stop()
    },
  }
}

const logFailure = (error: unknown) => console.error('worker:', error)
