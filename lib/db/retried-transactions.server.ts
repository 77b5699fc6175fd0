import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type * as schema from './schema'

type Records = NodePgDatabase<typeof schema>

/** PostgreSQL undid the whole transaction so that another one could end: serialization_failure, deadlock_detected. */
const UNDONE_CODES = ['40001', '40P01']
/** Waits before a transaction is done again, in ms. */
const WAITS_MS = [20, 80, 320]

const wasUndone = (error: unknown): boolean => {
  const { code, cause } = error as { code?: string; cause?: unknown }
  return UNDONE_CODES.includes(code ?? '') || (cause !== undefined && wasUndone(cause))
}

/**
 * Lets every transaction be done again when PostgreSQL undid it because of another one, three times at most. What a
 * transaction does besides its queries would happen again: it does nothing besides.
 */
export function retryTransactions(db: Records): Records {
  const transact = db.transaction.bind(db)
  const transaction: Records['transaction'] = async (work, config) => {
    for (const waitMs of WAITS_MS) {
      try {
        return await transact(work, config)
      } catch (error) {
        if (!wasUndone(error)) throw error
        await delay(waitMs)
      }
    }
    return transact(work, config)
  }
  return Object.assign(db, { transaction })
}
