import 'server-only'
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import type { Listen } from '@/lib/db/listener.server'
import { attempts, edits } from '@/lib/db/schema'
import { moveEdits } from '@/lib/edits/edit-records.server'
import type { Writer } from '@/lib/edits/event-records.server'
import type { Failure } from '@/lib/edits/view'
import { providerOf } from '@/lib/models/card'

/** The NOTIFY channel; its payload is the id of a batch of which something was cancelled. */
const CHANNEL = 'afterimage_cancel'

const MAY_BE_BILLED: Failure = {
  code: 'cancelled',
  message: 'Cancelled after it was sent.',
  billed: 'unknown',
  hints: [],
}

/** The vendor is done, so cancelling saves nothing: the picture waits at its address. */
const MADE: Failure = {
  code: 'outcome_unknown',
  message:
    'Cancelled while its picture was being fetched. It was made: Check fetches it, that costs nothing.',
  billed: 'yes',
  hints: [],
}

/** Told of what goes on although it was cancelled. */
export const STILL_FETCHED =
  'Its picture is paid for, is being fetched, and could not be asked for later. It will be here in a moment.'

/**
 * Cancels edits that are waiting or running; those that have ended are left as they are, and so is a result that was
 * paid for and is here already, or of which nothing would lead back to its picture. One that only has to be fetched is
 * left for later. The worker is told, and stops when nothing of the batch is wanted any more.
 * @returns those that are being fetched and go on, since they could not be asked for later
 */
export async function cancelEdits(db: Records, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  return db.transaction(async (writer) => {
    const open = await writer
      .select({ id: edits.id, batchId: edits.batchId, state: edits.state, modelId: edits.modelId })
      .from(edits)
      .where(and(inArray(edits.id, ids), isNull(edits.finishedAt)))
      .for('update')
    const isPaid = ({ modelId }: { modelId: string }) => providerOf(modelId) !== 'local'
    const certain = open.filter((edit) => !isPaid(edit) || ['queued', 'preparing'].includes(edit.state))
    const fetched = open.filter((edit) => isPaid(edit) && edit.state === 'fetching')
    const named = await findNamed(writer, [...new Set(fetched.map((edit) => edit.batchId))])
    const made = fetched.filter((edit) => named.has(edit.batchId))
    const inDoubt = open.filter(
      (edit) => ![...certain, ...fetched].includes(edit) && edit.state !== 'storing',
    )
    await moveEdits(writer, { ids: certain.map((edit) => edit.id) }, 'cancelled')
    await moveEdits(writer, { ids: inDoubt.map((edit) => edit.id) }, 'cancelled', { failure: MAY_BE_BILLED })
    await moveEdits(writer, { ids: made.map((edit) => edit.id) }, 'outcome_unknown', { failure: MADE })
    for (const batchId of new Set(open.map((edit) => edit.batchId))) await tellWorkers(writer, batchId)
    return fetched.filter((edit) => !made.includes(edit)).map((edit) => edit.id)
  })
}

/** The batches whose work, or its results, can be asked for by a name. */
async function findNamed(
  writer: Pick<Records, 'selectDistinctOn'>,
  batchIds: string[],
): Promise<Set<string>> {
  if (batchIds.length === 0) return new Set()
  const latest = await writer
    .selectDistinctOn([attempts.batchId], { batchId: attempts.batchId, remoteId: attempts.remoteId })
    .from(attempts)
    .where(inArray(attempts.batchId, batchIds))
    .orderBy(attempts.batchId, desc(attempts.number))
  return new Set(latest.flatMap(({ batchId, remoteId }) => (remoteId === null ? [] : batchId)))
}

/** Cancels all that goes on in a project: what is deleted must not go on costing. */
export async function cancelProject(db: Records, projectId: string): Promise<void> {
  const open = await db
    .select({ id: edits.id })
    .from(edits)
    .where(and(eq(edits.projectId, projectId), isNull(edits.finishedAt)))
  await cancelEdits(
    db,
    open.map((edit) => edit.id),
  )
}

async function tellWorkers(writer: Writer, batchId: string): Promise<void> {
  await writer.execute(sql`select pg_notify(${CHANNEL}, ${batchId})`)
}

/** The running batches of this worker, each with the switch that stops it. */
export type Cancellations = {
  /** To be called before the batch is claimed. */
  follow(batchId: string): { signal: AbortSignal; release(): void }
  /** True from `follow` to `release`. */
  isRunning(batchId: string): boolean
  close(): Promise<void>
}

/** Listens for cancelled batches, for as long as the worker lives. */
export async function createCancellations(db: Records, listen: Listen): Promise<Cancellations> {
  const running = new Map<string, AbortController>()
  const check = async (batchId: string) => {
    const controller = running.get(batchId)
    if (controller && !(await isWanted(db, batchId))) controller.abort()
  }
  const checkAll = () => {
    for (const batchId of running.keys()) void check(batchId).catch(() => {})
  }
  const close = await listen(CHANNEL, (batchId) => void check(batchId).catch(() => {}), checkAll)
  return {
    follow(batchId) {
      const controller = new AbortController()
      running.set(batchId, controller)
      // It may have been cancelled between the claim and now.
      void check(batchId).catch(() => {})
      return {
        signal: controller.signal,
        release() {
          // A batch that was given back may run here again already.
          if (running.get(batchId) === controller) running.delete(batchId)
        },
      }
    },
    isRunning: (batchId) => running.has(batchId),
    close,
  }
}

async function isWanted(db: Records, batchId: string): Promise<boolean> {
  const [open] = await db
    .select({ id: edits.id })
    .from(edits)
    .where(and(eq(edits.batchId, batchId), isNull(edits.finishedAt)))
    .limit(1)
  return open !== undefined
}
