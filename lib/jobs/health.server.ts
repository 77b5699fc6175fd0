import 'server-only'
import type { Database } from '@/lib/db/connection.server'
import { hasLiveWorker } from '@/lib/jobs/heartbeat.server'
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

/** Asks each part of the instance whether it works. Never throws. */
export async function checkHealth(
  signal: AbortSignal,
  parts: { database: Database; storage: Storage; version: string },
): Promise<Health> {
  const beats = withinTime(hasLiveWorker(parts.database.db))
  const [database, storage, worker] = await Promise.all([
    stateOf(beats.then(() => true)),
    stateOf(withinTime(parts.storage.exists(signal, 'health')).then(() => true)),
    stateOf(beats),
  ])
  const status = [database, storage, worker].every((state) => state === 'ok') ? 'ok' : 'failed'
  return { status, version: parts.version, database, storage, worker }
}
