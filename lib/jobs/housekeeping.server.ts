import 'server-only'
import { parseCronItems, type Runner, run } from 'graphile-worker'
import type { Database } from '@/lib/db/connection.server'
import { TASKS } from '@/lib/jobs/queue.server'
import { quiet } from '@/lib/jobs/queue-log.server'

/** What is done every hour, by one worker of all: removing what nobody refers to, and looking for damage. */
export type Housekeeping = {
  sweep(signal: AbortSignal): Promise<unknown>
  scrub(signal: AbortSignal): Promise<unknown>
}

/** Minutes apart, so that they do not read the disk at the same time. A job that a crash left is replaced by the next. */
const HOURLY = parseCronItems(
  [
    { task: TASKS.sweep, match: '13 * * * *' },
    { task: TASKS.scrub, match: '43 * * * *' },
  ].map((item) => ({ ...item, identifier: item.task, options: { jobKey: item.task, maxAttempts: 1 } })),
)

/** Does both every hour until the runner is stopped; one at a time, since both read much. */
export function keepHouse(signal: AbortSignal, pool: Database['pool'], tasks: Housekeeping): Promise<Runner> {
  const quietly = (work: (signal: AbortSignal) => Promise<unknown>) => async () => {
    await work(signal).catch((error) => {
      // To be stopped is no failure: the next hour goes on.
      if (!signal.aborted) throw error
    })
  }
  return run({
    pgPool: pool,
    concurrency: 1,
    noHandleSignals: true,
    logger: quiet,
    parsedCronItems: HOURLY,
    taskList: { [TASKS.sweep]: quietly(tasks.sweep), [TASKS.scrub]: quietly(tasks.scrub) },
  })
}
