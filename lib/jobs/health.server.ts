import 'server-only'
import { desc } from 'drizzle-orm'
import type { Database } from '@/lib/db/connection.server'
import { workers } from '@/lib/db/schema'
import type { Storage } from '@/lib/storage/contract'

type PartState = 'ok' | 'failed'

/** Nothing more is told: whoever may ask need not be signed in. */
export type Health = {
  status: 'ok' | 'failed'
  version: string
  database: PartState
  storage: PartState
  worker: PartState
}

/** Three missed heartbeats. */
const WORKER_SILENCE_MS = 30_000
const ANSWER_TIMEOUT_MS = 3_000

const stateOf = async (works: Promise<boolean>): Promise<PartState> =>
  (await works.catch(() => false)) ? 'ok' : 'failed'

const withinTime = <Value>(work: Promise<Value>): Promise<Value> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('no answer in time')), ANSWER_TIMEOUT_MS).unref()
    }),
  ])

async function lastBeat({ db }: Database): Promise<Date | undefined> {
  const [latest] = await db
    .select({ beatAt: workers.beatAt })
    .from(workers)
    .orderBy(desc(workers.beatAt))
    .limit(1)
  return latest?.beatAt
}

/** Asks each part of the instance whether it works. Never throws. */
export async function checkHealth(
  signal: AbortSignal,
  parts: { database: Database; storage: Storage; version: string },
): Promise<Health> {
  const beat = withinTime(lastBeat(parts.database))
  const [database, storage, worker] = await Promise.all([
    stateOf(beat.then(() => true)),
    stateOf(withinTime(parts.storage.exists(signal, 'health')).then(() => true)),
    stateOf(beat.then((at) => at !== undefined && Date.now() - at.getTime() < WORKER_SILENCE_MS)),
  ])
  const status = [database, storage, worker].every((state) => state === 'ok') ? 'ok' : 'failed'
  return { status, version: parts.version, database, storage, worker }
}
