import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { createListener, type Listen } from './listener.server'
import { keepValuesOutOfLogs } from './query-failure.server'
import { retryTransactions } from './retried-transactions.server'
import * as schema from './schema'

export type Records = NodePgDatabase<typeof schema>

/** A transaction that only reads, all of it as of its beginning. */
export const SEES_ONE_MOMENT = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const

export type Database = {
  db: Records
  pool: pg.Pool
  /** Hears NOTIFY on a channel; comes back by itself when the connection is lost. */
  listen: Listen
  close(): Promise<void>
}

const CONNECT_TIMEOUT_MS = 5_000
/** A new connection takes 50 ms, and people press Run about once a minute. */
const IDLE_TIMEOUT_MS = 600_000
const START_TIMEOUT_MS = 30_000
const RETRY_MS = 500

/**
 * Opens the records behind a `postgresql://` URL. Nothing is sent until the first query.
 * @param maxConnections of the pool; one more is opened by the first `listen`.
 */
export function createDatabase(url: string, maxConnections = 10): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    application_name: 'afterimage',
    keepAlive: true,
  })
  // An idle connection that breaks would otherwise end the process; the pool opens another one.
  pool.on('error', (error) => console.error(`database: a connection was lost (${error.message})`))
  // The same for one that breaks while it is in use: the query that uses it fails and says so.
  pool.on('connect', (client) => client.on('error', () => {}))
  const listener = createListener(url)
  keepValuesOutOfLogs()
  return {
    db: retryTransactions(drizzle(pool, { schema, casing: 'snake_case' })),
    pool,
    listen: listener.listen,
    async close() {
      await listener.close()
      await pool.end()
    },
  }
}

/** Refusals that waiting does not mend: wrong user or password (28…), no such database (3D…). */
const isFinal = (error: unknown): boolean => /^(28|3D)/.test((error as { code?: string }).code ?? '')

const reasonOf = (error: unknown): string => {
  const { message, code } = error as { message?: string; code?: string }
  return message || code || 'no reason given'
}

async function ping(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Waits until the database answers, for 30 s at most.
 * @param onWait hears once that the database is not there yet.
 * @throws Error with one line that names `DATABASE_URL` and the reason.
 */
export async function waitForDatabase(
  signal: AbortSignal,
  url: string,
  onWait: (reason: string) => void = () => {},
): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS
  for (let told = false; ; told = true) {
    signal.throwIfAborted()
    try {
      return await ping(url)
    } catch (error) {
      if (isFinal(error)) throw new Error(`The database refused DATABASE_URL: ${reasonOf(error)}.`)
      if (Date.now() > deadline)
        throw new Error(`The database at DATABASE_URL did not answer within 30 s: ${reasonOf(error)}.`)
      if (!told) onWait(reasonOf(error))
      await delay(RETRY_MS, undefined, { signal })
    }
  }
}
