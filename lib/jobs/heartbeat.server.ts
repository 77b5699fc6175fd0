import 'server-only'
import { hostname } from 'node:os'
import { and, eq, lt, ne, or, sql } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { workers } from '@/lib/db/schema'

const BEAT_EVERY_MS = 3_000
/** Silent for this long by the database's clock, a worker is held for dead. */
const DEAD_AFTER = sql`interval '15 seconds'`

/** Says that this worker lives, until stopped. Times are the database's, so that a wrong clock harms nobody. */
export async function startHeartbeat(db: Records, id: string): Promise<{ stop(): Promise<void> }> {
  const beat = () =>
    db
      .insert(workers)
      .values({ id, host: hostname(), pid: process.pid })
      .onConflictDoUpdate({ target: workers.id, set: { beatAt: sql`now()` } })
  await beat()
  const timer = setInterval(() => void beat().catch(() => {}), BEAT_EVERY_MS)
  return {
    async stop() {
      clearInterval(timer)
      await db.delete(workers).where(eq(workers.id, id))
    },
  }
}

/** Workers that are gone: silent for too long, or of this host and without a process. */
export async function findDeadWorkers(db: Records, ownId: string): Promise<string[]> {
  const suspects = await db
    .select({
      id: workers.id,
      host: workers.host,
      pid: workers.pid,
      silent: sql<boolean>`${workers.beatAt} < now() - ${DEAD_AFTER}`,
    })
    .from(workers)
    .where(
      and(
        ne(workers.id, ownId),
        or(eq(workers.host, hostname()), lt(workers.beatAt, sql`now() - ${DEAD_AFTER}`)),
      ),
    )
  return suspects
    .filter(({ host, pid, silent }) => silent || (host === hostname() && !isAlive(pid)))
    .map(({ id }) => id)
}

/** True while some worker beats: what the health page tells. */
export async function hasLiveWorker(db: Records): Promise<boolean> {
  const [alive] = await db
    .select({ id: workers.id })
    .from(workers)
    .where(sql`${workers.beatAt} >= now() - ${DEAD_AFTER}`)
    .limit(1)
  return alive !== undefined
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
